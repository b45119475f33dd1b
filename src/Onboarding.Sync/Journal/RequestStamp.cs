namespace Onboarding.Sync.Journal;

/// <summary>What makes a repeated call recognisable: kept in the transaction of what the call did.</summary>
/// <param name="RequestId">The caller's request id, unique in the workspace.</param>
/// <param name="Fingerprint">SHA-256 of method and request, so that the same id with other content is refused.</param>
/// <param name="Stream">The aggregate that the call answered with; a repeat answers with it again.</param>
public sealed record RequestStamp(string RequestId, string Fingerprint, string Stream);
