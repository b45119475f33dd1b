using System.Collections.Immutable;

using Onboarding.Model.Conditions;

namespace Onboarding.Model.Playbooks;

/// <summary>A piece of work that somebody owns.</summary>
public sealed record TaskDefinition
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>What is to be done and when it counts as done; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Key of the stage that the task belongs to.</summary>
    public required string Stage { get; init; }

    public required string OwnerRole { get; init; }

    public required DueRule Due { get; init; }

    /// <summary>Keys of the tasks that must be done first.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Keys of the inputs that must be verified first: a readiness gate.</summary>
    public ImmutableArray<string> NeedsInputs { get; init; } = [];

    /// <summary>Keys of the milestones that must be achieved first.</summary>
    public ImmutableArray<string> NeedsMilestones { get; init; } = [];

    /// <summary>Over facts of the account: the task applies where it holds when the onboarding starts. Null: always.</summary>
    public Condition? AppliesWhen { get; init; }

    /// <summary>
    /// Key of the alert whose intervention the task belongs to: it is there once that alert was raised, and not before.
    /// Null: from the start.
    /// </summary>
    public string? OnAlert { get; init; }

    /// <summary>Days before the due day on which the owner is reminded.</summary>
    public ImmutableArray<int> RemindDaysBefore { get; init; } = [];

    /// <summary>Whether the customer sees the task.</summary>
    public bool CustomerVisible { get; init; }

    /// <summary>The area of go-live that the task counts for.</summary>
    public GoLiveArea Area { get; init; }
}
