namespace Onboarding.Model.Deliveries;

/// <summary>What came of sending once.</summary>
public enum AttemptOutcome
{
    /// <summary>The system took it.</summary>
    Accepted,

    /// <summary>The system will not take it, now or later.</summary>
    Refused,

    /// <summary>The system could not take it now.</summary>
    Unavailable,

    /// <summary>No answer in time. It may have been taken.</summary>
    TimedOut,

    /// <summary>No connection; it was not taken.</summary>
    Unreachable,

    /// <summary>The connection broke before an answer. It may have been taken.</summary>
    BrokenOff,
}
