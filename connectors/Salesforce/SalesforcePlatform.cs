using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Salesforce.Setup;
using Onboarding.Connectors.Setup;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors.Salesforce;

/// <summary>One connection's way to speak to Salesforce.</summary>
internal sealed class SalesforcePlatform(SalesforceSettings settings) : Platform
{
    private const string UsageMark = "api-usage=";

    private readonly SalesforceSignIn _signIn = new(settings);
    private readonly string _basePath = $"/services/data/v{settings.ApiVersion}/";

    public override Uri BaseAddress => settings.LoginUrl;

    public override PlatformSession FixedSession => throw new InvalidOperationException("Salesforce always has a sign-in.");

    public override ImmutableArray<SetupStep> Setup => SalesforceSetup.Steps(_basePath, settings.PermissionSet);

    public override PlatformRequest? SignIn(DateTimeOffset now) => _signIn.Request(now);

    public override PlatformSession ReadSignIn(PlatformResponse response) => _signIn.Read(response);

    // Salesforce names the client in what its change events tell of the origin.
    public override PlatformRequest Authorize(PlatformRequest request, PlatformSession session) => request
        .WithHeader("Authorization", $"Bearer {session.Credential}")
        .WithHeader("Sforce-Call-Options", "client=OnboardingHub")
        .WithHeader("Accept", "application/json");

    public override Failure? Classify(PlatformRequest request, PlatformResponse response) =>
        SalesforceFailures.Of(request, response);

    /// <summary>Sforce-Limit-Info: "api-usage=18/5000", sometimes with a quota of the app behind a semicolon.</summary>
    public override LimitReading? ReadLimit(PlatformResponse response)
    {
        string? usage = response.Header("Sforce-Limit-Info")?.Split([';', ','], StringSplitOptions.TrimEntries)
            .FirstOrDefault(part => part.StartsWith(UsageMark, StringComparison.Ordinal));
        return usage?[UsageMark.Length..].Split('/') is [var used, var allowed]
            && int.TryParse(used, NumberStyles.None, CultureInfo.InvariantCulture, out int spent)
            && int.TryParse(allowed, NumberStyles.None, CultureInfo.InvariantCulture, out int all)
            ? new LimitReading(CallLimit.DefaultFamily, spent, all)
            : null;
    }

    public override PlatformRequest Read(ImmutableArray<StreamRead> reads) => reads is [var read]
        ? new PlatformRequest
        {
            Method = HttpMethod.Get,
            Path = SalesforceQuery.PathOf(_basePath, read),
            Purpose = $"read {read.Stream}",
            Repeatable = true,
        }
        : new PlatformRequest
        {
            Method = HttpMethod.Post,
            Path = $"{_basePath}composite",
            Content = Encoding.UTF8.GetBytes(Parts(reads).ToJsonString()),
            Purpose = "read changes",
            Repeatable = true,
        };

    public override ImmutableArray<PageOutcome> ReadPages(ImmutableArray<StreamRead> reads, PlatformResponse response)
    {
        JsonElement answer = JsonElement.Parse(response.Content);
        if (reads is [var read])
        {
            return [SalesforceQuery.Page(read, answer, response)];
        }

        var byReference = answer.Required("compositeResponse").Elements()
            .ToDictionary(part => part.Text("referenceId") ?? "", StringComparer.Ordinal);
        return [.. reads.Select(one => PageOf(one, byReference.GetValueOrDefault(one.Stream), response))];
    }

    public override PlatformRequest Write(WriteBatch batch) => SalesforceStreams.Of(batch.Stream).Writes
        ? SalesforceWrites.Request(_basePath, batch)
        : base.Write(batch);

    public override ImmutableArray<WriteOutcome> ReadOutcomes(WriteBatch batch, PlatformResponse response) =>
        SalesforceWrites.Outcomes(batch, response);

    // Settings hold secrets.
    public override string ToString() => $"Salesforce at {settings.LoginUrl.Host}";

    private JsonObject Parts(ImmutableArray<StreamRead> reads) => new()
    {
        ["compositeRequest"] = new JsonArray([.. reads.Select(read => new JsonObject
        {
            ["method"] = "GET",
            ["url"] = SalesforceQuery.PathOf(_basePath, read),
            ["referenceId"] = read.Stream,
        })]),
    };

    private static PageOutcome PageOf(StreamRead read, JsonElement part, PlatformResponse response)
    {
        int status = part.Required("httpStatusCode").GetInt32();
        JsonElement body = part.Required("body");
        return status == 200
            ? SalesforceQuery.Page(read, body, response)
            : new PageOutcome.Failed(
                SalesforceFailures.OfErrors(SalesforceError.Read(body), status, FailureKind.Misconfigured)
                ?? new Failure(FailureKind.Transient, $"{read.Stream} was answered with {status}. Try again later."));
    }
}
