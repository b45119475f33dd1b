using Onboarding.Connectors.Failures;

namespace Onboarding.Sync.Calls;

/// <summary>The one table that says what the hub does about each kind of failure. A connector classifies; only this decides.</summary>
internal static class FailurePolicy
{
    /// <summary>What the client does, and what the run does when that was in vain.</summary>
    public static (CallStep Call, RunStep Run) Of(FailureKind kind) => kind switch
    {
        FailureKind.Transient => (CallStep.BackOff, RunStep.EndRun),
        FailureKind.RateLimited => (CallStep.WaitForLimit, RunStep.EndRun),
        FailureKind.Unauthorized => (CallStep.SignInAnew, RunStep.PauseConnection),
        FailureKind.Misconfigured => (CallStep.HandBack, RunStep.PauseConnection),
        FailureKind.RecordRejected => (CallStep.HandBack, RunStep.KeepRecordAside),
        FailureKind.Unsupported => (CallStep.HandBack, RunStep.Refuse),
        FailureKind.PageExpired => (CallStep.HandBack, RunStep.ReadStreamAnew),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of failure."),
    };
}
