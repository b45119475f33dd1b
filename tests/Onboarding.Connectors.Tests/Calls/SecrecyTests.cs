using System.Net;
using System.Text;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Sync.Calls;

using Xunit;

namespace Onboarding.Connectors.Tests.Calls;

public sealed class SecrecyTests
{
    private static readonly string[] s_secrets =
        ["token-1", "token-2", PlainPlatform.ClientSecret, "query-4711", "body-4711", "answer-4711", "header-4711"];

    public static TheoryData<string> Endings { get; } =
        ["unauthorized", "limited", "broken", "torn", "fault", "reset", "oversized", "redirect", "hostile", "header", "sign-in"];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task However_a_call_ends_no_secret_is_in_a_log_or_an_exception(string ending)
    {
        using var bench = new CallBench(new CallSettings { JitterSeed = 1, ResponseBytesMax = 1000 });
        PlatformRequest request = Script(bench, ending);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.SendAsync(request));

        string[] said = [e.ToString(), e.Failure.ToString(), .. bench.ClientLog.Lines, .. bench.BudgetLog.Lines];
        Assert.DoesNotContain(said, line => s_secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private static PlatformRequest Script(CallBench bench, string ending)
    {
        PlatformRequest request = (CallBench.Request(path: "/records?q=query-4711") with
        {
            Method = HttpMethod.Post,
            Content = Encoding.UTF8.GetBytes("body-4711"),
        }).WithHeader("X-Note", "header-4711");
        const string answer = """{"a":"answer-4711"}""";
        switch (ending)
        {
            case "unauthorized":
                bench.Handler.Then(HttpStatusCode.Unauthorized, answer);
                break;
            case "limited":
                bench.Handler.Then(HttpStatusCode.TooManyRequests, answer);
                break;
            case "broken":
                bench.Handler.Then(HttpStatusCode.InternalServerError, answer);
                break;
            case "torn":
                bench.Handler.Then(HttpStatusCode.OK, """{"a":"answer-4711""");
                break;
            case "fault":
                bench.Handler.Then(new HttpRequestException(
                    HttpRequestError.InvalidResponse, "invalid line answer-4711 for token-1 at /records?q=query-4711"));
                break;
            case "reset":
                bench.Handler.Then(new IOException("sent body-4711 with token-1"));
                break;
            case "oversized":
                bench.Handler.Then(HttpStatusCode.OK, $"\"answer-4711{new string('x', 2000)}\"");
                break;
            case "redirect":
                bench.Handler.Then(HttpStatusCode.Found, answer, ("Location", "https://home.example/?q=answer-4711"));
                break;
            case "hostile":
                return request with { Path = "https://evil.example/?q=query-4711" };
            case "header":
                return request.WithHeader("X-Other", "header-4711\r\n");
            case "sign-in":
                bench.Handler.SignIn = _ => Task.FromResult(ScriptedHandler.Answer(HttpStatusCode.Forbidden, answer));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(ending), ending, "No such ending.");
        }

        return request;
    }
}
