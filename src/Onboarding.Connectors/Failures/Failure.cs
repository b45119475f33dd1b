namespace Onboarding.Connectors.Failures;

/// <summary>A classified failure of the outside world.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Message">What happened, to what, and what to do; no secret, no personal data, no stack.</param>
/// <param name="RetryAfter">How long the platform asks to wait; null when it does not say.</param>
public sealed record Failure(FailureKind Kind, string Message, TimeSpan? RetryAfter = null);
