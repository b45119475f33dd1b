using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Streams;

namespace Onboarding.Connectors.Tests.Calls;

/// <summary>A platform that says by status alone what is wrong.</summary>
internal sealed class PlainPlatform(Uri address, bool signsIn = true) : Platform
{
    public const string ClientSecret = "client-secret-4711";

    public override Uri BaseAddress => address;

    public override PlatformSession FixedSession => new(address, "fixed-key");

    public override PlatformRequest? SignIn(DateTimeOffset now) => !signsIn ? null : new PlatformRequest
    {
        Method = HttpMethod.Post,
        Path = "/token",
        Content = Encoding.UTF8.GetBytes($"secret={ClientSecret}"),
        ContentType = "application/x-www-form-urlencoded",
        Purpose = "sign in",
        Repeatable = true,
        Family = "login",
    };

    public override PlatformSession ReadSignIn(PlatformResponse response) => Fault(response) is { } failure
        ? throw new ConnectorException(failure)
        : new PlatformSession(address, (string)JsonNode.Parse(response.Content)!["token"]!);

    public override PlatformRequest Authorize(PlatformRequest request, PlatformSession session) =>
        request.WithHeader("X-Key", session.Credential);

    public override Failure? Classify(PlatformRequest request, PlatformResponse response) => Fault(response);

    public override LimitReading? ReadLimit(PlatformResponse response) => response.Header("X-Used") is { } used
        ? new LimitReading(
            CallLimit.DefaultFamily,
            int.Parse(used.Split('/')[0], CultureInfo.InvariantCulture),
            int.Parse(used.Split('/')[1], CultureInfo.InvariantCulture))
        : null;

    public override PlatformRequest Read(ImmutableArray<StreamRead> reads) => throw new NotSupportedException();

    public override ImmutableArray<PageOutcome> ReadPages(ImmutableArray<StreamRead> reads, PlatformResponse response) =>
        throw new NotSupportedException();

    private static Failure? Fault(PlatformResponse response)
    {
        FailureKind? kind = response.StatusCode switch
        {
            400 => FailureKind.RecordRejected,
            401 => FailureKind.Unauthorized,
            403 => FailureKind.Misconfigured,
            409 => FailureKind.Transient,
            429 => FailureKind.RateLimited,
            >= 500 => FailureKind.Transient,
            _ => null,
        };
        TimeSpan? wait = response.Header("Retry-After") is { } seconds
            ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))
            : null;
        return kind is null ? null : new Failure(kind.Value, $"HTTP {response.StatusCode}", wait);
    }
}
