using System.Collections.Immutable;

namespace Onboarding.Model.NextActions;

/// <summary>A role that people hold in onboardings.</summary>
/// <param name="Key">Its key in playbooks and settings, such as "csm".</param>
/// <param name="Title">Its name for people.</param>
/// <param name="AtCustomer">Whether it is held at the customer or a partner; otherwise inside.</param>
public sealed record Role(string Key, string Title, bool AtCustomer)
{
    /// <summary>What the key of a role at the customer begins with.</summary>
    public const string CustomerPrefix = "customer_";

    private const string PartnerKey = "partner";

    /// <summary>The roles by their usual keys, inside first. A playbook may name others.</summary>
    public static ImmutableArray<Role> Usual { get; } =
    [
        new("csm", "Customer success manager", false),
        new("csm_lead", "Lead of customer success", false),
        new("ae", "Account executive", false),
        new("vp_sales", "VP Sales", false),
        new("vp_cs", "VP Customer Success", false),
        new("cs_ops", "Customer success operations", false),
        new("rev_ops", "Revenue operations", false),
        new("implementation", "Implementation", false),
        new("engineering", "Engineering", false),
        new("training", "Training", false),
        new("support", "Support", false),
        new("billing", "Billing", false),
        new("legal", "Legal", false),
        new("operations", "Operations", false),
        new("customer_sponsor", "Executive sponsor", true),
        new("customer_champion", "Champion", true),
        new("customer_technical", "Technical team", true),
        new("customer_admin", "Administrator", true),
        new("customer_end_user", "End user", true),
        new("customer_power_user", "Power user", true),
        new("customer_team_lead", "Team lead", true),
        new(PartnerKey, "Partner", true),
    ];

    /// <summary>Whether a role is held at the customer or a partner, and so sees only what the customer sees.</summary>
    public static bool IsAtCustomer(string key) =>
        key == PartnerKey || key.StartsWith(CustomerPrefix, StringComparison.Ordinal);
}
