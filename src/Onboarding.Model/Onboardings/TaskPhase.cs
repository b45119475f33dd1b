namespace Onboarding.Model.Onboardings;

/// <summary>Lifecycle of a task.</summary>
public enum TaskPhase
{
    /// <summary>Waits for work, inputs or milestones that it depends on.</summary>
    Locked,
    Open,
    Completed,

    /// <summary>Will not be done, for a stated reason; counts as done for what depends on it.</summary>
    Skipped,
}
