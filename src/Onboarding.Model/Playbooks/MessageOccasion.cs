namespace Onboarding.Model.Playbooks;

/// <summary>What a message is about.</summary>
public enum MessageOccasion
{
    /// <summary>The onboarding starts.</summary>
    Start,

    /// <summary>It starts by a complete handoff: ownership goes from sales to customer success.</summary>
    HandoffComplete,

    /// <summary>The kickoff has another day.</summary>
    KickoffMoved,

    /// <summary>A stage is entered.</summary>
    StageEntered,

    /// <summary>A milestone is reached.</summary>
    MilestoneReached,

    /// <summary>A task is completed.</summary>
    TaskDone,

    /// <summary>A task's day is near.</summary>
    TaskReminder,

    /// <summary>A task's day is past.</summary>
    TaskOverdue,

    /// <summary>A blocker is raised.</summary>
    BlockerRaised,

    /// <summary>It is too long in one stage, or past the last one without going live.</summary>
    Stalled,

    /// <summary>A stage is past its SLA.</summary>
    SlaBreached,

    /// <summary>Somebody is told of any other risk, or of one that nobody took on in time.</summary>
    EscalationRaised,

    /// <summary>The customer is live.</summary>
    Live,

    /// <summary>The onboarding is cancelled.</summary>
    Cancelled,

    /// <summary>A weekday comes while it is active.</summary>
    Weekly,

    /// <summary>A weekday comes while inputs are missing that the one told owes.</summary>
    InputsOpen,

    /// <summary>A day comes that a due rule gives, once.</summary>
    Dated,
}
