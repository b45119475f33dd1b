using System.Collections.Immutable;
using System.Text;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Salesforce.Sandbox;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

public sealed class SalesforceLimitTests
{
    private static readonly Platform s_platform =
        SalesforceBench.Open(SalesforceBench.SettingsOf(new Uri("https://acme.my.salesforce.com")));

    [Fact]
    public async Task A_spent_day_ends_the_run_and_names_a_time_and_too_many_at_once_waits_seconds()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(new() { DailyCallsMax = 1_000 });
        bench.Sandbox.FailNext(SalesforceFault.OrgThrottled);
        await bench.PageAsync(SalesforceBench.Read("User", ["Name"]));
        TimeSpan waited = bench.Clock.Waits.Max();

        bench.Sandbox.SpendDailyCalls(999);
        var spent = await Assert.ThrowsAsync<ConnectorException>(
            () => bench.PageAsync(SalesforceBench.Read("User", ["Name"])));

        Assert.Equal(TimeSpan.FromSeconds(20), waited);
        Assert.Equal((FailureKind.RateLimited, TimeSpan.FromMinutes(30)), (spent.Failure.Kind, spent.Failure.RetryAfter));
    }

    [Theory]
    [InlineData("api-usage=18/5000", 18, 5000)]
    [InlineData("api-usage=25/5000; per-app-api-usage=17/250(appName=hub)", 25, 5000)]
    [InlineData("per-app-api-usage=17/250(appName=hub), api-usage=25/5000", 25, 5000)]
    public void The_header_tells_what_the_whole_organization_has_used(string header, int used, int allowed) =>
        Assert.Equal(new LimitReading("api", used, allowed), s_platform.ReadLimit(Answer(200, "", ("Sforce-Limit-Info", header))));

    [Theory]
    [InlineData("")]
    [InlineData("api-usage=a/b")]
    [InlineData("api-usage=1")]
    public void A_header_that_says_nothing_is_no_reading(string header) =>
        Assert.Null(s_platform.ReadLimit(Answer(200, "", ("Sforce-Limit-Info", header))));

    [Theory]
    [InlineData(401, """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""", FailureKind.Unauthorized)]
    [InlineData(401, """[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]""",
        FailureKind.Misconfigured)]
    [InlineData(401, """[{"message":"Connected app is not attached to Agent","errorCode":"INVALID_SESSION_ID"}]""",
        FailureKind.Misconfigured)]
    [InlineData(401, "", FailureKind.Unauthorized)]
    [InlineData(403, """[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]""", FailureKind.RateLimited)]
    [InlineData(403, """[{"message":"No.","errorCode":"API_DISABLED_FOR_ORG"}]""", FailureKind.Misconfigured)]
    [InlineData(403, "<html>edge</html>", FailureKind.Transient)]
    [InlineData(400, """[{"message":"No such column","errorCode":"INVALID_FIELD"}]""", FailureKind.Misconfigured)]
    [InlineData(400, """[{"message":"slow","errorCode":"QUERY_TIMEOUT"}]""", FailureKind.Transient)]
    [InlineData(400, """[{"message":"gone","errorCode":"INVALID_QUERY_LOCATOR"}]""", FailureKind.PageExpired)]
    [InlineData(404, """[{"message":"none","errorCode":"NOT_FOUND"}]""", FailureKind.Misconfigured)]
    [InlineData(406, "", FailureKind.Transient)]
    [InlineData(409, """[{"message":"x","errorCode":"CONFLICT"}]""", FailureKind.Transient)]
    [InlineData(414, "", FailureKind.Misconfigured)]
    [InlineData(415, "", FailureKind.Unsupported)]
    [InlineData(420, "", FailureKind.RateLimited)]
    [InlineData(429, "<html>slow down</html>", FailureKind.RateLimited)]
    [InlineData(500, """[{"message":"ErrorId : 1","errorCode":"UNKNOWN_EXCEPTION"}]""", FailureKind.Transient)]
    [InlineData(502, "<html>bad gateway</html>", FailureKind.Transient)]
    [InlineData(503, """[{"message":"x","errorCode":"SERVER_UNAVAILABLE"}]""", FailureKind.Transient)]
    [InlineData(200, " <!DOCTYPE html><html>maintenance</html>", FailureKind.Transient)]
    public void Every_answer_has_its_kind(int code, string body, FailureKind kind) =>
        Assert.Equal(kind, s_platform.Classify(s_platform.Read([SalesforceBench.Read("User", ["Name"])]), Answer(code, body))?.Kind);

    [Theory]
    [InlineData("INVALID_SESSION_ID", FailureKind.Unauthorized)]
    [InlineData("REQUEST_LIMIT_EXCEEDED", FailureKind.RateLimited)]
    [InlineData("INVALID_FIELD", null)]
    public void A_part_that_met_the_end_of_the_session_or_of_the_day_is_the_failure_of_the_whole(string code, FailureKind? kind)
    {
        PlatformRequest request = s_platform.Read([SalesforceBench.Read("User", ["Name"]), SalesforceBench.Read("Account", ["Name"])]);
        PlatformResponse response = Answer(200, $$"""
            {"compositeResponse":[{"body":[{"message":"x","errorCode":"{{code}}"}],"httpStatusCode":401,"referenceId":"User"},
             {"body":{"done":true,"records":[]},"httpStatusCode":200,"referenceId":"Account"}]}
            """);

        Assert.Equal(kind, s_platform.Classify(request, response)?.Kind);
    }

    [Fact]
    public void The_edge_may_say_how_long_to_wait()
    {
        PlatformRequest request = s_platform.Read([SalesforceBench.Read("User", ["Name"])]);

        Failure? failure = s_platform.Classify(request, Answer(429, "", ("Retry-After", "7")));

        Assert.Equal(TimeSpan.FromSeconds(7), failure?.RetryAfter);
    }

    private static PlatformResponse Answer(int code, string body, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var all = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in headers)
        {
            all[name] = value;
        }

        return new PlatformResponse { StatusCode = code, Headers = all.ToImmutable(), Content = Encoding.UTF8.GetBytes(body) };
    }
}
