using System.Net;
using System.Net.Http.Headers;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Sync.Calls;

using Xunit;

namespace Onboarding.Connectors.Tests.Calls;

public sealed class ExchangeTests : IDisposable
{
    private readonly CallBench _bench = new(new CallSettings { RetriesMax = 0, ResponseBytesMax = 1000 });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_answer_over_the_bound_is_refused_and_not_asked_for_again()
    {
        using var bench = new CallBench(new CallSettings { ResponseBytesMax = 1000 });
        bench.Handler.Then(HttpStatusCode.OK, $"\"{new string('x', 2000)}\"");

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.SendAsync());

        Assert.Equal(FailureKind.Misconfigured, e.Failure.Kind);
        Assert.Single(bench.Handler.Calls);
    }

    [Theory]
    [InlineData("""{"records":[{"id":1},{"id":""")]
    [InlineData("""{"records":[]}}""")]
    [InlineData("")]
    public async Task A_torn_or_missing_answer_is_a_passing_failure(string content)
    {
        _bench.Handler.Then(HttpStatusCode.OK, content);

        Assert.Equal(FailureKind.Transient, (await FailureOfAsync()).Kind);
    }

    [Fact]
    public async Task An_answer_shorter_than_it_says_is_a_passing_failure()
    {
        _bench.Handler.Then(_ =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
            answer.Content.Headers.ContentLength = 400;
            return Task.FromResult(answer);
        });

        Assert.Equal(FailureKind.Transient, (await FailureOfAsync()).Kind);
    }

    [Fact]
    public async Task An_answer_without_content_is_fine_where_none_is_due()
    {
        _bench.Handler.Then(HttpStatusCode.NoContent, "");

        Assert.Equal(204, (await _bench.SendAsync()).StatusCode);
    }

    [Fact]
    public async Task A_broken_connection_is_a_passing_failure()
    {
        _bench.Handler.Then(new IOException("reset"));

        Assert.Equal(FailureKind.Transient, (await FailureOfAsync()).Kind);
    }

    [Fact]
    public async Task An_attempt_that_hangs_ends_as_a_passing_failure()
    {
        using var bench = new CallBench(
            new CallSettings { RetriesMax = 0, AttemptTimeMax = TimeSpan.FromMilliseconds(30) });
        bench.Handler.Then(async token =>
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            await using CancellationTokenRegistration cut = token.Register(() => never.TrySetCanceled(token));
            return await never.Task;
        });

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.SendAsync());

        Assert.Equal(FailureKind.Transient, e.Failure.Kind);
        Assert.Empty(bench.Clock.Waits);
    }

    [Theory]
    [InlineData("https://evil.example/records?page=2")]
    [InlineData("http://home.example/records?page=2")]
    [InlineData("https://home.example:8443/records?page=2")]
    [InlineData("https://home.example@evil.example/records")]
    [InlineData("https://home.example.evil.example/records")]
    [InlineData("ftp://home.example/records")]
    public async Task The_credential_never_goes_to_another_address(string hostile)
    {
        Failure failure = await FailureOfAsync(CallBench.Request(path: hostile));

        Assert.Equal(FailureKind.Misconfigured, failure.Kind);
        Assert.Empty(_bench.Handler.Calls);
    }

    [Theory]
    [InlineData("https://home.example/records?page=2", "https://home.example/records?page=2")]
    [InlineData("/records?page=2", "https://home.example/records?page=2")]
    [InlineData("//evil.example/records", "https://home.example/evil.example/records")]
    [InlineData("/records?next=https://evil.example/", "https://home.example/records?next=https://evil.example/")]
    public async Task A_path_stays_at_the_session_s_address(string path, string address)
    {
        await _bench.SendAsync(CallBench.Request(path: path));

        Assert.Equal([$"GET {address} token-1"], _bench.Handler.Calls, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("X-Note", "a\r\nX-Evil: b")]
    [InlineData("X-Note", "a\nb")]
    [InlineData("X-Note", "\u00e9")]
    [InlineData("X-Note\r\nX-Evil", "a")]
    [InlineData("", "a")]
    public async Task A_header_that_could_become_two_is_refused(string name, string value)
    {
        Failure failure = await FailureOfAsync(CallBench.Request().WithHeader(name, value));

        Assert.Equal(FailureKind.Misconfigured, failure.Kind);
        Assert.Empty(_bench.Handler.Calls);
    }

    [Fact]
    public async Task Content_goes_out_with_its_own_headers_and_answers_keep_theirs()
    {
        MediaTypeHeaderValue? type = null;
        string? encoding = null;
        byte[]? sent = null;
        using var handler = new SeenHandler(async request =>
        {
            type = request.Content!.Headers.ContentType;
            encoding = request.Content.Headers.ContentEncoding.Single();
            sent = await request.Content.ReadAsByteArrayAsync();
            return ScriptedHandler.Answer(HttpStatusCode.OK, "{}", ("X-Twice", "a"), ("X-Twice", "b"));
        });
        using var bench = new CallBench(signsIn: false, handler: handler);

        PlatformResponse response = await bench.SendAsync((CallBench.Request() with
        {
            Method = HttpMethod.Post,
            Content = Encoding.UTF8.GetBytes("a,b"),
            ContentType = "text/csv",
        }).WithHeader("Content-Encoding", "identity"));

        Assert.Equal("text/csv", type?.MediaType);
        Assert.Equal("identity", encoding);
        Assert.Equal("a,b"u8.ToArray(), sent);
        Assert.Equal("a, b", response.Header("x-twice"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_is_the_operator_s_to_mend()
    {
        int arrived = 0;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication site = builder.Build();
        site.MapGet("/records", () => Microsoft.AspNetCore.Http.Results.Redirect("/elsewhere"));
        site.MapGet("/elsewhere", () => Interlocked.Increment(ref arrived));
        await site.StartAsync(CancellationToken.None);
        using SocketsHttpHandler pool = PlatformHandler.Create();
        using var bench = new CallBench(signsIn: false, handler: pool, address: new Uri(site.Urls.First()));

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.SendAsync());

        Assert.Equal(FailureKind.Misconfigured, e.Failure.Kind);
        Assert.Equal(0, arrived);
    }

    private async Task<Failure> FailureOfAsync(PlatformRequest? request = null) =>
        (await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync(request))).Failure;

    private sealed class SeenHandler(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}
