using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

namespace Onboarding.Connectors.Mappings;

/// <summary>
/// The canonical fields of each kind of record. Those of accounts, opportunities and contacts are the model's
/// (<see cref="FieldCatalogue"/>); the others are flat views of what lives inside an onboarding or handoff.
/// </summary>
public static class RecordCatalogue
{
    private static readonly ImmutableArray<FieldDefinition> s_person =
    [
        Text("email", "Mail address, lower case."),
        Text("name", "Full name."),
        new FieldDefinition { Name = "active", Type = FieldType.Flag, Meaning = "Whether the person may own work." },
    ];

    private static readonly ImmutableArray<FieldDefinition> s_stakeholder =
    [
        Text("opportunity_key", "The deal."),
        Text("contact_name", "Name of the contact."),
        Text("contact_email", "Mail address of the contact."),
        Text("role", "Role in the deal, as the platform names it."),
    ];

    private static readonly ImmutableArray<FieldDefinition> s_onboarding =
    [
        Text("title", "Name of the onboarding."),
        Text("account_key", "The account."),
        Text("owner_email", "Who owns the onboarding now."),
        Choice("state", "Lifecycle state.", ["active", "live", "cancelled"]),
        Text("stage", "Title of the current stage."),
        Text("tier", "Service tier."),
        Date("due_on", "Day by which the customer should be live."),
        Date("live_on", "Day on which the customer went live."),
    ];

    private static readonly ImmutableArray<FieldDefinition> s_task =
    [
        Text("title", "What is to be done."),
        Text("description", "When it counts as done."),
        Text("account_key", "The account."),
        Text("onboarding_key", "The onboarding."),
        Text("owner_email", "Who is to do it."),
        Choice("state", "Lifecycle state.", ["open", "completed", "skipped"]),
        Date("due_on", "Day by which it should be done."),
        Date("completed_on", "Day on which it was done."),
    ];

    private static readonly ImmutableArray<FieldDefinition> s_milestone =
    [
        Text("title", "The outcome."),
        Text("account_key", "The account."),
        Text("onboarding_key", "The onboarding."),
        Choice("state", "Lifecycle state.", ["pending", "achieved"]),
        Date("target_on", "Day by which it should be reached."),
        Date("achieved_on", "Day on which it was reached."),
    ];

    private static readonly ImmutableArray<FieldDefinition> s_note =
    [
        Text("subject", "One line."),
        Text("body", "The text, as HTML that the hub has escaped."),
        Text("account_key", "The account."),
        Text("author_email", "In whose name it is written."),
        new FieldDefinition { Name = "noted_at", Type = FieldType.Instant, Meaning = "When the handoff was completed." },
    ];

    /// <summary>The fields of a kind.</summary>
    public static ImmutableArray<FieldDefinition> Of(RecordKind kind) => kind switch
    {
        RecordKind.Person => s_person,
        RecordKind.Account => FieldCatalogue.Of(ResourceKind.Account),
        RecordKind.Opportunity => FieldCatalogue.Of(ResourceKind.Opportunity),
        RecordKind.Contact => FieldCatalogue.Of(ResourceKind.Contact),
        RecordKind.Stakeholder => s_stakeholder,
        RecordKind.Onboarding => s_onboarding,
        RecordKind.Task => s_task,
        RecordKind.Milestone => s_milestone,
        RecordKind.Note => s_note,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of record."),
    };

    private static FieldDefinition Text(string name, string meaning) =>
        new() { Name = name, Type = FieldType.Text, Meaning = meaning };

    private static FieldDefinition Choice(string name, string meaning, ImmutableArray<string> allowed) =>
        new() { Name = name, Type = FieldType.Text, Meaning = meaning, Allowed = allowed };

    private static FieldDefinition Date(string name, string meaning) =>
        new() { Name = name, Type = FieldType.Date, Meaning = meaning };
}
