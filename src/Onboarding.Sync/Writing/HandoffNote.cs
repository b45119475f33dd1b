using System.Net;
using System.Text;

using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Resources;

namespace Onboarding.Sync.Writing;

/// <summary>The handoff context as a note on the account: what sales knows, where customer success looks.</summary>
internal static class HandoffNote
{
    /// <summary>Gives null before the handoff is complete, and once it was withdrawn.</summary>
    public static CanonicalRecord? Of(string key, HandoffState state) =>
        state is { CompletedAt: { } completedAt, WithdrawnAt: null, CsOwner: { } owner }
            ? new CanonicalRecord(key, state.AccountKey, FieldMap.Of(
                ("subject", new FieldValue.Text($"Handoff: {state.Fields.TextOf("name") ?? key}")),
                ("body", FieldValue.OfText(Body(state))),
                ("account_key", FieldValue.OfText(state.AccountKey)),
                ("author_email", FieldValue.OfText(owner)),
                ("noted_at", new FieldValue.Instant(completedAt))))
            : null;

    // In the order of the catalogue, so that the same handoff always gives the same text.
    private static string Body(HandoffState state)
    {
        var html = new StringBuilder("<dl>");
        foreach (FieldDefinition field in FieldCatalogue.Of(ResourceKind.Opportunity))
        {
            bool isKey = field.Name.EndsWith("_key", StringComparison.Ordinal);
            if (!isKey && state.Fields.Get(field.Name) is { IsFilled: true } value)
            {
                html.Append("<dt>").Append(WebUtility.HtmlEncode(TitleOf(field.Name))).Append("</dt><dd>")
                    .Append(WebUtility.HtmlEncode(value.ToString())).Append("</dd>");
            }
        }

        return html.Append("</dl>").ToString();
    }

    private static string TitleOf(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
