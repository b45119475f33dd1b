using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Documents;

/// <summary>Tells sales what is to be filled in on the deal, what for, and what does not happen without it.</summary>
internal static class HandoffGuide
{
    public static Action<MarkdownWriter> Of(DocumentSources sources) => writer =>
    {
        writer.Heading(2, "How it goes");
        writer.Steps(
        [
            "The deal is closed-won, and the hub asks for its handoff. The tier of the account says which fields.",
            "Each empty field is a next action of the deal's account executive, and `handoff_missing` in the CRM lists "
                + "them.",
            "When all are filled in, `handoff_complete` is set, customer success is assigned and told, and the "
                + "playbook starts. From then on customer success owns the customer; the account executive stays the "
                + "contact for what was sold.",
            "The fields go to the customer-success platform as a note, so nobody asks the customer twice.",
        ]);
        writer.Heading(2, "What is refused until then");
        writer.Bullets(
        [
            "Assigning customer success to the deal: in the hub, over the API, and in the CRM itself where `hub setup` "
                + "has installed its validation rule.",
            "The start of the onboarding, and with it everything promised to the customer.",
        ]);
        writer.Paragraph(
            "A field counts as filled in when it holds more than blanks. Where there is nothing to say, write so "
            + "(\"none\"): then the next reader knows that it was not forgotten.");
        foreach (TierRule rule in sources.Tiers)
        {
            writer.Heading(2, $"Fields for {rule.Title}");
            writer.Table(
                ["field", "what to write", "why it is needed", "filled in by"],
                sources.Settings.RequiredHandoffFields(rule.Tier).Select(Row));
        }
    };

    private static ImmutableArray<string> Row(string name)
    {
        FieldDefinition field = FieldCatalogue.Find(ResourceKind.Opportunity, name)!;
        string allowed = field.Allowed.IsEmpty ? "" : $" One of {Markdown.List(field.Allowed.Select(Markdown.Code))}.";
        return
        [
            Markdown.Code(name), Markdown.Text(field.Meaning) + allowed, Markdown.Text(HandoffReasons.Of(name)),
            "account executive of the deal",
        ];
    }
}
