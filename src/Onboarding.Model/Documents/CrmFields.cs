using System.Collections.Immutable;

using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Documents;

/// <summary>The chapter of a specification about fields in the CRM, with the rule that each is held to.</summary>
internal static class CrmFields
{
    // What makes a deal a won one of somebody, whatever a tier asks for besides.
    private static readonly ImmutableArray<string> s_ofEveryDeal =
        ["account_key", "is_won", "close_date", "owner_email", "cs_owner_email"];

    /// <summary>Canonical fields of the opportunity that are read.</summary>
    public static IEnumerable<string> ReadFromDeals(DocumentSources sources) => Ordered(
        ResourceKind.Opportunity,
        [.. s_ofEveryDeal, .. sources.Tiers.SelectMany(rule => sources.Settings.RequiredHandoffFields(rule.Tier))]);

    /// <summary>Canonical fields of the account that tiers and tasks depend on.</summary>
    public static IEnumerable<string> ReadFromAccounts(DocumentSources sources) => Ordered(
        ResourceKind.Account,
        [
            .. sources.Tiers.SelectMany(rule => ConditionFields.Of(rule.When)),
            .. sources.Variants.SelectMany(variant => variant.Plan.Tasks)
                .SelectMany(task => ConditionFields.Of(task.AppliesWhen)),
        ]);

    public static void Write(MarkdownWriter writer, DocumentSources sources)
    {
        writer.Heading(2, "CRM fields and validation rules");
        writer.Paragraph(
            "Rule of the handoff: while a mandatory field of the tier is empty or blank, "
            + "`handoff_complete` is false, and `cs_owner_email` can be set by nobody. The hub refuses it on every "
            + "path; where `hub setup` has installed its validation rule on that field, the CRM itself refuses it, too.");
        AddFields(writer, sources, ResourceKind.Opportunity, ReadFromDeals(sources));
        AddFields(writer, sources, ResourceKind.Account, ReadFromAccounts(sources));
    }

    private static void AddFields(
        MarkdownWriter writer, DocumentSources sources, ResourceKind kind, IEnumerable<string> read)
    {
        writer.Heading(3, kind.ToString());
        var asked = read.ToHashSet(StringComparer.Ordinal);
        writer.Table(
            ["field", "type", "kept by", "mandatory for", "rule", "meaning"],
            FieldCatalogue.Of(kind).Where(field => field.SetByHub || asked.Contains(field.Name)).Select(
                (ImmutableArray<string> (field) =>
                [
                    Markdown.Code(field.Name), field.Type == FieldType.TextList ? "text list" : Lower(field.Type),
                    field.SetByHub ? "the hub" : "sales", MandatoryFor(sources, kind, field.Name), RuleOf(field),
                    Markdown.Text(field.Meaning),
                ])));
    }

    private static string MandatoryFor(DocumentSources sources, ResourceKind kind, string field) => Markdown.List(
        sources.Tiers
            .Where(rule => kind == ResourceKind.Opportunity
                && sources.Settings.RequiredHandoffFields(rule.Tier).Contains(field, StringComparer.Ordinal))
            .Select(rule => Markdown.Text(rule.Title)));

    private static string RuleOf(FieldDefinition field) => field switch
    {
        { Allowed.IsEmpty: false } => $"one of {Markdown.List(field.Allowed.Select(Markdown.Code))}",
        { Type: FieldType.Text or FieldType.TextList } => $"at most {field.LengthMax} characters",
        { Type: FieldType.Flag } => "yes or no",
        { Type: FieldType.Date } => "a day",
        { Type: FieldType.Instant } => "an instant",
        _ => "a number",
    };

    private static string Lower(FieldType type) => type.ToString().ToLowerInvariant();

    private static IEnumerable<string> Ordered(ResourceKind kind, ImmutableArray<string> names) =>
        FieldCatalogue.Of(kind).Select(field => field.Name).Where(name => names.Contains(name, StringComparer.Ordinal));
}
