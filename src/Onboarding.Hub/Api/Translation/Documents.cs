using Onboarding.Hub.Api.Failures;
using Onboarding.Model.Documents;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Documents on the wire.</summary>
internal static class Documents
{
    /// <exception cref="RefusedException">The kind is missing or unknown.</exception>
    public static DocumentKind KindOf(V1.PlaybookDocumentKind kind) => kind switch
    {
        V1.PlaybookDocumentKind.JourneyMap => DocumentKind.JourneyMap,
        V1.PlaybookDocumentKind.CurrentJourneyMap => DocumentKind.CurrentJourneyMap,
        V1.PlaybookDocumentKind.Specification => DocumentKind.Specification,
        V1.PlaybookDocumentKind.MilestoneFramework => DocumentKind.MilestoneFramework,
        V1.PlaybookDocumentKind.TierGuide => DocumentKind.TierGuide,
        V1.PlaybookDocumentKind.HandoffGuide => DocumentKind.HandoffGuide,
        V1.PlaybookDocumentKind.DefinitionRegister => DocumentKind.DefinitionRegister,
        V1.PlaybookDocumentKind.ContactList => DocumentKind.ContactList,
        _ => throw Refuse.Field("kind", "The kind is missing or unknown; say which document is asked for."),
    };

    public static V1.RenderPlaybookDocumentResponse ToWire(PlaybookDocument document) => new()
    {
        DisplayName = document.Title,
        MediaType = document.MediaType,
        Content = document.Content,
    };
}
