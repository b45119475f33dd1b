using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

namespace Onboarding.Testing.Builders;

/// <summary>Settings of a workspace with two tiers, and the playbook that serves them.</summary>
public static class Settings
{
    /// <summary>
    /// High touch from a revenue of 50,000: sales owes goals and stakeholders. Self service for all others: goals. All
    /// roles are held.
    /// </summary>
    public static WorkspaceSettings TwoTiers { get; } = new()
    {
        DisplayName = "Vendor",
        Tiers =
        [
            new TierRule("high_touch", "High-Touch", new Condition.Compare(
                "annual_recurring_revenue", Comparison.AtLeast, new FieldValue.Number(50_000))),
            new TierRule("self_service", "Self-Service", null),
        ],
        Handoff =
        [
            new HandoffPolicy("high_touch", ["goals", "stakeholders"]),
            new HandoffPolicy("self_service", ["goals"]),
        ],
        Roles =
        [
            new RoleAssignment("csm", null, ["csm@vendor.example"]),
            new RoleAssignment("impl", null, ["impl@vendor.example"]),
            new RoleAssignment("lead", null, ["lead@vendor.example"]),
            new RoleAssignment("vp", null, ["vp@vendor.example"]),
        ],
        Playbook = "ninety-day",
    };

    /// <summary>A playbook with a variant of each tier.</summary>
    public static PlaybookState Playbook { get; } = new()
    {
        Id = new PlaybookId("ninety-day"),
        Revisions =
        [
            new PlaybookRevision(
                1, "", new PlaybookDefinition
                {
                    Name = "ninety-day",
                    Title = "Ninety days",
                    Plans = [Plans.Small, Plans.Chain(2, 4) with { Variant = "self_service" }],
                },
                "ops@vendor.example", Starts.WonAt),
        ],
    };
}
