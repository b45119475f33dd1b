using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

namespace Onboarding.Sync.Calls;

/// <summary>What a platform answered in the end, with what the connector calls it.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Failure">What is wrong with it as a whole; null when it can be read.</param>
public sealed record PlatformAnswer(PlatformResponse Response, Failure? Failure);
