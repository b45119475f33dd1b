namespace Onboarding.Sync.Runs;

/// <summary>Where a dead letter stands.</summary>
public enum DeadLetterState
{
    /// <summary>Waits for somebody to mend what is wrong.</summary>
    Open,

    /// <summary>Is to be tried again in the next run.</summary>
    Replaying,

    /// <summary>Was applied, or overtaken by a later version of the record that was.</summary>
    Resolved,
}
