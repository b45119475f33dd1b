namespace Onboarding.Model.Playbooks;

/// <summary>What a due rule counts from. An anchor that has not happened yet leaves the date open.</summary>
public enum DueAnchor
{
    /// <summary>The day of closed-won: the clock of time-to-value.</summary>
    ClosedWon,

    /// <summary>The day on which the onboarding was started.</summary>
    Start,

    /// <summary>The day of the kickoff meeting: the clock of the 90-day workflow.</summary>
    Kickoff,

    /// <summary>The day on which the named stage (the task's own when none is named) was entered.</summary>
    StageEntry,

    /// <summary>The day on which the named task was completed.</summary>
    Task,

    /// <summary>The day on which the named milestone was achieved.</summary>
    Milestone,

    /// <summary>The day on which the named alert was last raised.</summary>
    Alert,
}
