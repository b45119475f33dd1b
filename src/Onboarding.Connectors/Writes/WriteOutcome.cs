using Onboarding.Connectors.Failures;

namespace Onboarding.Connectors.Writes;

/// <summary>What became of one record of a batch.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>Stored.</summary>
    /// <param name="ExternalId">Its id on the platform.</param>
    public sealed record Written(string ExternalId) : WriteOutcome;

    /// <summary>Not stored, because of the failure.</summary>
    public sealed record Refused(Failure Failure) : WriteOutcome;

    /// <summary>Not stored, because the platform refused the whole batch and does not reliably say for which record.</summary>
    public sealed record BatchRefused(Failure Failure) : WriteOutcome;
}
