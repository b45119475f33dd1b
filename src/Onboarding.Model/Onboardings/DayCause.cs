namespace Onboarding.Model.Onboardings;

/// <summary>What gave a task or a milestone the day that it has.</summary>
public enum DayCause
{
    /// <summary>The onboarding was started.</summary>
    Started,

    /// <summary>The kickoff meeting was moved.</summary>
    KickoffMoved,

    /// <summary>The stage that the day counts from was entered.</summary>
    StageEntered,

    /// <summary>The task that the day counts from was completed or skipped.</summary>
    TaskClosed,

    /// <summary>The milestone that the day counts from was achieved.</summary>
    MilestoneAchieved,

    /// <summary>The alert that the day counts from was raised.</summary>
    AlertRaised,

    /// <summary>The task came with an alert.</summary>
    InterventionStarted,

    /// <summary>The onboarding was moved to another revision of its playbook.</summary>
    Migrated,

    /// <summary>Nothing of the onboarding: a newer hub counts days in another way.</summary>
    Recounted,
}
