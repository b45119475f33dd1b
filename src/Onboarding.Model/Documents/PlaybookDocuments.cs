using System.Diagnostics;

namespace Onboarding.Model.Documents;

/// <summary>Makes documents about playbooks. Pure.</summary>
public static class PlaybookDocuments
{
    /// <summary>Whether a document is of one tier, and cannot be made for all of them.</summary>
    public static bool IsOfOneTier(DocumentKind kind) =>
        kind is DocumentKind.JourneyMap or DocumentKind.CurrentJourneyMap;

    /// <summary>The document of a kind.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="sources">
    /// With a tier that the playbook serves for a kind of one tier, and with an audit for the current journey map.
    /// </param>
    public static PlaybookDocument Of(DocumentKind kind, DocumentSources sources) => kind switch
    {
        DocumentKind.JourneyMap => Drawn("Journey map", JourneyMap.Of(sources), sources),
        DocumentKind.CurrentJourneyMap => Drawn("Current journey", CurrentJourney.Of(sources), sources),
        DocumentKind.Specification => Written("Specification", Specification.Of(sources), sources),
        DocumentKind.MilestoneFramework => Written("Milestones", MilestoneFramework.Of(sources), sources),
        DocumentKind.TierGuide => Written("Tiers", TierGuide.Of(sources), sources),
        DocumentKind.HandoffGuide => Written("Handoff from sales", HandoffGuide.Of(sources), sources),
        DocumentKind.DefinitionRegister => Written("Definitions", DefinitionRegister.Of(sources), sources),
        DocumentKind.ContactList => Written("Contacts", ContactList.Of(sources), sources),
        _ => throw new UnreachableException(),
    };

    private static PlaybookDocument Drawn(string subject, string content, DocumentSources sources) => new(
        $"{subject}: {sources.Playbook.Title}, {sources.Tiers[0].Title}", PlaybookDocument.Mermaid, content);

    private static PlaybookDocument Written(string subject, Action<MarkdownWriter> write, DocumentSources sources)
    {
        string title = $"{subject}: {sources.Playbook.Title}";
        var writer = new MarkdownWriter();
        writer.Heading(1, title);
        writer.Paragraph(
            $"Made from revision {sources.Revision} of playbook {Markdown.Code(sources.Playbook.Name)}, the settings "
            + $"of {Markdown.Text(sources.Settings.DisplayName)} and the register of definitions. Change those, and "
            + "make it anew.");
        write(writer);
        return new PlaybookDocument(title, PlaybookDocument.Markdown, writer.ToString());
    }
}
