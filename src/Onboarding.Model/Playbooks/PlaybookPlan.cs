using System.Collections.Immutable;

namespace Onboarding.Model.Playbooks;

/// <summary>
/// What one variant of a playbook comes to: the base with the variant's exceptions applied. An onboarding carries the
/// plan that it follows, so a later revision never changes it unasked.
/// </summary>
public sealed record PlaybookPlan
{
    /// <summary>Key of the variant, such as "high_touch".</summary>
    public required string Variant { get; init; }

    public required string Title { get; init; }

    /// <summary>In the order in which they are passed; never empty.</summary>
    public required ImmutableArray<StageDefinition> Stages { get; init; }

    public required ImmutableArray<TaskDefinition> Tasks { get; init; }

    public required ImmutableArray<MilestoneDefinition> Milestones { get; init; }

    public required ImmutableArray<InputDefinition> Inputs { get; init; }

    /// <summary>What is asked of other systems, in the order in which it is asked for where nothing else orders it.</summary>
    public ImmutableArray<SetupActionDefinition> SetupActions { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Rules that raise an alarm while they hold.</summary>
    public ImmutableArray<AlertDefinition> Alerts { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What the hub tells whom by itself.</summary>
    public ImmutableArray<MessageDefinition> Messages { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Who gets a blocker that is raised without an owner; a kind that is not here goes to the owner.</summary>
    public ImmutableArray<BlockerOwner> BlockerOwners { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Who is told when the onboarding is in trouble, in order; never empty.</summary>
    public required ImmutableArray<EscalationStep> Escalation { get; init; }

    /// <summary>Days in one stage, calendar, after which an onboarding counts as stalled (14 in the documents).</summary>
    public int StalledAfterDays { get; init; } = 14;

    /// <summary>Calendar days from the start to the kickoff meeting until a person sets its day; moved to a working day.</summary>
    public int KickoffAfterDays { get; init; } = 7;

    /// <summary>
    /// Calendar days after its due day on which an overdue task is escalated; a milestone is when it is late by more.
    /// </summary>
    public int EscalateOverdueAfterDays { get; init; } = 7;
}
