using System.Net;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

using Xunit;

namespace Onboarding.Connectors.Tests.Calls;

public sealed class SignInTests : IDisposable
{
    private readonly CallBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Callers_share_one_sign_in()
    {
        var token = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Handler.SignIn = _ => token.Task;

        Task<PlatformResponse>[] calls = [.. Enumerable.Range(0, 16).Select(_ => _bench.SendAsync())];
        token.SetResult(ScriptedHandler.Answer(HttpStatusCode.OK, """{"token":"one"}"""));
        await Task.WhenAll(calls);

        Assert.Equal(1, _bench.Handler.SignIns);
        Assert.All(_bench.Handler.Calls, call => Assert.EndsWith(" one", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Callers_who_waited_for_a_sign_in_share_its_failure_and_try_no_other()
    {
        var token = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Handler.SignIn = _ => token.Task;

        Task<PlatformResponse>[] calls = [.. Enumerable.Range(0, 16).Select(_ => _bench.SendAsync())];
        token.SetResult(ScriptedHandler.Answer(HttpStatusCode.Forbidden, "{}"));

        foreach (Task<PlatformResponse> call in calls)
        {
            ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => call);
            Assert.Equal(FailureKind.Misconfigured, e.Failure.Kind);
        }

        Assert.Equal(1, _bench.Handler.SignIns);
        Assert.Empty(_bench.Handler.Calls);
    }

    [Fact]
    public async Task A_later_call_tries_a_failed_sign_in_again()
    {
        _bench.Handler.SignIn = number => Task.FromResult(number == 1
            ? ScriptedHandler.Answer(HttpStatusCode.Forbidden, "{}")
            : ScriptedHandler.Answer(HttpStatusCode.OK, """{"token":"two"}"""));
        await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());

        Assert.Equal(200, (await _bench.SendAsync()).StatusCode);
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_the_sign_in_to_the_next()
    {
        using var stop = new CancellationTokenSource();
        _bench.Handler.SignIn = async number =>
        {
            if (number == 1)
            {
                await stop.CancelAsync();
                stop.Token.ThrowIfCancellationRequested();
            }

            return ScriptedHandler.Answer(HttpStatusCode.OK, """{"token":"two"}""");
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bench.Client.SendAsync(CallBench.Request(), Onboarding.Sync.Calls.CallPriority.Normal, stop.Token));

        Assert.Equal(200, (await _bench.SendAsync()).StatusCode);
        Assert.Equal(2, _bench.Handler.SignIns);
    }

    [Fact]
    public async Task A_throttled_sign_in_waits_as_long_as_it_is_told()
    {
        _bench.Handler.SignIn = number => Task.FromResult(number == 1
            ? ScriptedHandler.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "90"))
            : ScriptedHandler.Answer(HttpStatusCode.OK, """{"token":"two"}"""));

        await _bench.SendAsync();

        Assert.Equal([TimeSpan.FromSeconds(90)], _bench.Clock.Waits);
        Assert.Equal(2, _bench.Handler.SignIns);
    }

    [Fact]
    public async Task An_expired_session_is_renewed_and_the_call_replayed()
    {
        _bench.Handler.Then(HttpStatusCode.Unauthorized).Then(HttpStatusCode.OK);

        await _bench.SendAsync(CallBench.Request(repeatable: false));

        Assert.Equal(
            ["GET https://home.example/records token-1", "GET https://home.example/records token-2"],
            _bench.Handler.Calls,
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_refused_again_is_not_renewed_for_ever()
    {
        _bench.Handler.Then(HttpStatusCode.Unauthorized);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());

        Assert.Equal(FailureKind.Unauthorized, e.Failure.Kind);
        Assert.Equal(3, _bench.Handler.SignIns);
        Assert.Equal(3, _bench.Handler.Calls.Count);
    }

    [Fact]
    public async Task Callers_whose_session_expired_together_share_one_renewal()
    {
        await _bench.SendAsync();
        var refusal = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (int i = 0; i < 8; i++)
        {
            _bench.Handler.Then(async _ =>
            {
                await refusal.Task;
                return ScriptedHandler.Answer(HttpStatusCode.Unauthorized, "{}");
            });
        }

        _bench.Handler.Then(HttpStatusCode.OK);
        Task<PlatformResponse>[] calls = [.. Enumerable.Range(0, 8).Select(_ => _bench.SendAsync())];
        refusal.SetResult(null!);
        await Task.WhenAll(calls);

        Assert.Equal(2, _bench.Handler.SignIns);
    }

    [Fact]
    public async Task A_fixed_credential_that_is_refused_is_handed_back_without_a_replay()
    {
        using var bench = new CallBench(signsIn: false);
        bench.Handler.Then(HttpStatusCode.Unauthorized);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.SendAsync());

        Assert.Equal(FailureKind.Unauthorized, e.Failure.Kind);
        Assert.Equal(["GET https://home.example/records fixed-key"], bench.Handler.Calls, StringComparer.Ordinal);
    }
}
