using Onboarding.Model.Conditions;

namespace Onboarding.Model.Playbooks;

/// <summary>A dated proof of progress: an outcome at the customer, not an activity of ours.</summary>
public sealed record MilestoneDefinition
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>When it should be reached.</summary>
    public required DueRule Target { get; init; }

    /// <summary>Over facts of the account: the milestone is achieved when this holds. Null when a person confirms it.</summary>
    public Condition? Proof { get; init; }

    /// <summary>Field of the account whose date is the day of achievement; null takes the day on which the proof was seen.</summary>
    public string? AchievedOnField { get; init; }

    /// <summary>Role that may confirm it by name; null when only the proof counts.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>Whether time-to-value ends here. Exactly one milestone of a playbook has this.</summary>
    public bool FirstValue { get; init; }
}
