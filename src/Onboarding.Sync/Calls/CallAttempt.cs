using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

namespace Onboarding.Sync.Calls;

/// <summary>What became of sending a request once.</summary>
/// <param name="Response">The answer; null when none came.</param>
/// <param name="Failure">What went wrong; null when the answer can be read. Never null without an answer.</param>
/// <param name="Refused">
/// Whether the failure proves that the platform did nothing: the request never reached it, or was turned down.
/// </param>
internal sealed record CallAttempt(PlatformResponse? Response, Failure? Failure, bool Refused)
{
    /// <summary>An answer with what is wrong with it.</summary>
    public static CallAttempt Answered(PlatformResponse response, Failure? failure) =>
        new(response, failure, failure is not null && Refuses(response.StatusCode, failure.Kind));

    /// <summary>No answer that could be used.</summary>
    public static CallAttempt Lost(Failure failure, bool neverSent = false) => new(null, failure, neverSent);

    // A status of 5xx, or a failure inside an answer of 200, leaves open whether the call was carried out. A 4xx says it
    // was not (RFC 9110, 15.5), and so does every way in which a platform says that there were too many calls.
    private static bool Refuses(int statusCode, FailureKind kind) =>
        statusCode is >= 400 and < 500 || kind is FailureKind.RateLimited or FailureKind.Unauthorized;
}
