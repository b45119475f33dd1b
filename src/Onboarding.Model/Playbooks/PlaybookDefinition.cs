using System.Collections.Immutable;

namespace Onboarding.Model.Playbooks;

/// <summary>A playbook as its file says it: one plan for each variant, each resolved from the one base and its exceptions.</summary>
public sealed record PlaybookDefinition
{
    /// <summary>Key of the variant for the tiers that have none of their own; roles of a workspace use the same word.</summary>
    public const string OtherTiers = "other_tiers";

    /// <summary>Slug of the playbook, such as "ninety-day-onboarding".</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Resolved variants; the tier of the customer picks the one of its name.</summary>
    public required ImmutableArray<PlaybookPlan> Plans { get; init; }

    /// <summary>Keys of the terms that it uses; the definitions of its tiers and milestones it uses unsaid.</summary>
    public ImmutableArray<string> Uses { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whether it uses no definitions at all, as one for the team's own work.</summary>
    public bool UsesNone { get; init; }

    /// <summary>The plan for a tier, or null when the playbook has no variant for it.</summary>
    public PlaybookPlan? PlanFor(string tier) => Plans.FirstOrDefault(plan => plan.Variant == tier)
        ?? Plans.FirstOrDefault(plan => plan.Variant == OtherTiers);
}
