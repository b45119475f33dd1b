using System.Collections.Immutable;

using Onboarding.Model.Resources;

namespace Onboarding.Model.Fields;

/// <summary>
/// The canonical fields of each kind of resource. Mappings, conditions and the API speak of these names and no others,
/// so a wrong name is found when a file is read and not when a customer is affected.
/// </summary>
public static class FieldCatalogue
{
    public static ImmutableArray<string> Complexities { get; } = ["low", "medium", "high"];

    public static ImmutableArray<string> Paths { get; } = ["enterprise", "smb", "partner_led"];

    private static readonly ImmutableArray<FieldDefinition> s_account =
    [
        Text("name", "Legal or trading name of the customer.", 255),
        Text("website", "Address of the customer's public site.", 255),
        Text("industry", "Industry as sales recorded it.", 255),
        Text("time_zone", "IANA time zone in which due dates of this customer are meant, such as Europe/Vienna.", 64),
        Number("annual_recurring_revenue", "Contracted yearly revenue in the workspace's currency."),
        Number("employee_count", "Number of people the customer employs."),
        Choice("complexity", "How complex the implementation is, as sales engineering judges it.", Complexities),
        Choice("path", "Which kind of path the customer takes.", Paths),
        Flag("strategic", "Whether leadership named the account strategic."),
        Text("owner_email", "Mail address of the account executive in the CRM.", 254),
        Text("cs_owner_email", "Mail address of the customer-success manager who owns the account.", 254),
        Text("internal_context", "What the team keeps of the customer for itself: why its milestones are what they are, what value "
            + "means to it, people, quirks, known edge cases. Never for the customer's eyes; no platform is told by default."),
        Date("first_login_on", "Day of the customer's first sign-in to the product, from the CS platform."),
        Date("setup_completed_on", "Day on which the customer's set-up was verified as working, from the CS platform."),
        Date("first_feature_adopted_on", "Day on which the customer first used a core feature in real work."),
        Date("first_value_on", "Day on which the customer reached the outcome that was sold, from the CS platform."),
        Number("active_user_share", "Share of licensed users active in the last 7 days, 0 to 1, from the CS platform."),
        Number("integrations_live", "Number of integrations that carry production traffic, from the CS platform."),
        ByHub(Text("onboarding_state", "State of the customer's newest onboarding; the hub sets it.", 40)),
        ByHub(Text("onboarding_stage", "Stage of the customer's newest onboarding; the hub sets it.", 80)),
        ByHub(Text("onboarding_tier", "Service tier of the customer; the hub sets it.", 40)),
        ByHub(Date("onboarding_live_on", "Day on which the customer's newest onboarding went live; the hub sets it.")),
        ByHub(Number("time_to_value_days", "Days from closed-won to the first-value milestone; the hub sets it.")),
    ];

    private static readonly ImmutableArray<FieldDefinition> s_opportunity =
    [
        Text("name", "Name of the deal.", 255),
        Text("account_key", "Key of the deal's account on the platform the deal comes from.", 255),
        Text("stage_name", "Sales stage as the CRM names it; never tested, see is_won.", 255),
        Flag("is_won", "Whether the deal is closed-won."),
        Flag("is_closed", "Whether the deal is closed, won or lost."),
        Number("amount", "Value of the deal in the workspace's currency."),
        Date("close_date", "Day on which the deal was or will be closed."),
        Text("owner_email", "Mail address of the account executive who owns the deal.", 254),
        Date("committed_activation_on", "Day by which sales promised the customer would be live."),
        Date("contract_signed_on", "Day on which the contract or order was signed."),
        Text("goals", "What the customer wants to achieve, in the customer's words."),
        Text("technical_requirements", "Environment, integrations and security that the customer needs."),
        Text("promises_made", "What sales promised beyond the standard contract; 'none' where there is nothing."),
        Text("success_criteria", "How the customer will judge success."),
        new FieldDefinition
        {
            Name = "stakeholders",
            Type = FieldType.TextList,
            Meaning = "Contacts of the deal with their roles, as 'Role: Name <mail>'.",
        },
        Text("cs_owner_email", "Mail address of the customer-success manager assigned to the deal.", 254),
        ByHub(Flag("handoff_complete", "Whether every mandatory handoff field is filled in; the hub sets it.")),
        ByHub(Text("handoff_missing", "Mandatory handoff fields still empty, separated by '; '; the hub sets it.")),
        ByHub(Text("onboarding_state", "State of the onboarding that the deal started; the hub sets it.", 40)),
        ByHub(Text("onboarding_stage", "Stage of the onboarding that the deal started; the hub sets it.", 80)),
        ByHub(Date("onboarding_live_on", "Day on which the onboarding that the deal started went live; the hub sets it.")),
    ];

    private static readonly ImmutableArray<FieldDefinition> s_contact =
    [
        Text("account_key", "Key of the contact's account on the platform the contact comes from.", 255),
        Text("first_name", "First name.", 255),
        Text("last_name", "Last name.", 255),
        Text("email", "Mail address.", 254),
        Text("title", "Job title.", 255),
        Text("phone", "Telephone number.", 255),
    ];

    /// <summary>The fields of a kind, in the order in which a person would read them.</summary>
    public static ImmutableArray<FieldDefinition> Of(ResourceKind kind) => kind switch
    {
        ResourceKind.Account => s_account,
        ResourceKind.Opportunity => s_opportunity,
        ResourceKind.Contact => s_contact,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of resource."),
    };

    /// <summary>The field of that name, or null.</summary>
    public static FieldDefinition? Find(ResourceKind kind, string name) =>
        Of(kind).FirstOrDefault(field => field.Name == name);

    private static FieldDefinition Text(string name, string meaning, int lengthMax = 32_768) =>
        new() { Name = name, Type = FieldType.Text, Meaning = meaning, LengthMax = lengthMax };

    private static FieldDefinition ByHub(FieldDefinition field) => field with { SetByHub = true };

    private static FieldDefinition Choice(string name, string meaning, ImmutableArray<string> allowed) =>
        new() { Name = name, Type = FieldType.Text, Meaning = meaning, Allowed = allowed };

    private static FieldDefinition Number(string name, string meaning) =>
        new() { Name = name, Type = FieldType.Number, Meaning = meaning };

    private static FieldDefinition Flag(string name, string meaning) =>
        new() { Name = name, Type = FieldType.Flag, Meaning = meaning };

    private static FieldDefinition Date(string name, string meaning) =>
        new() { Name = name, Type = FieldType.Date, Meaning = meaning };
}
