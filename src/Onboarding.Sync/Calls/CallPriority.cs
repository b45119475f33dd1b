namespace Onboarding.Sync.Calls;

/// <summary>How urgent a call is.</summary>
public enum CallPriority
{
    /// <summary>Schedules, backfills, reconciling.</summary>
    Normal,

    /// <summary>Closed-won and handoff: may spend the reserve of the budget that normal calls leave alone.</summary>
    Urgent,
}
