using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>What moving an onboarding to another revision comes to; the same for the same state and revision.</summary>
public sealed record MigrationPlan
{
    /// <summary>Number of the revision that it follows now.</summary>
    public required int From { get; init; }

    /// <summary>Number of the revision that it is to follow.</summary>
    public required int To { get; init; }

    /// <summary>What it follows afterwards: the revision's plan with what is kept from before.</summary>
    public required PlaybookPlan Plan { get; init; }

    /// <summary>What is in the plan afterwards, although the revision has no such thing.</summary>
    public required ImmutableArray<KeptPiece> Kept { get; init; }

    /// <summary>Keys of the plan's tasks that this customer has afterwards, closed ones included.</summary>
    public required ImmutableArray<string> Tasks { get; init; }

    /// <summary>Keys of the plan's set-up actions that this customer has afterwards, closed ones included.</summary>
    public required ImmutableArray<string> SetupActions { get; init; }

    /// <summary>Keys of tasks that were open once and end as skipped.</summary>
    public required ImmutableArray<string> Skipped { get; init; }

    /// <summary>Keys of open tasks that wait again.</summary>
    public required ImmutableArray<string> Locked { get; init; }

    /// <summary>Holders of the roles that the revision brings.</summary>
    public required ImmutableSortedDictionary<string, string> Owners { get; init; }

    /// <summary>
    /// In the plan's order: stages, tasks, milestones, inputs, set-up actions, alerts, messages, and the plan as a
    /// whole.
    /// </summary>
    public required ImmutableArray<MigrationChange> Changes { get; init; }

    /// <summary>What somebody should look at before it is done.</summary>
    public required ImmutableArray<MigrationConflict> Conflicts { get; init; }

    /// <summary>The event that carries it out.</summary>
    public OnboardingEvent.Migrated Event(DateTimeOffset at) =>
        new(To, Plan, Kept, Owners, Tasks, Locked, at, SetupActions);
}
