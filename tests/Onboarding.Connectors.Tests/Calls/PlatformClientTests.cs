using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Sync;
using Onboarding.Sync.Calls;

using Xunit;

namespace Onboarding.Connectors.Tests.Calls;

public sealed class PlatformClientTests : IDisposable
{
    private readonly CallBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_passing_failure_is_sent_again_after_growing_waits()
    {
        _bench.Handler.Then(HttpStatusCode.InternalServerError).Then(HttpStatusCode.BadGateway)
            .Then(HttpStatusCode.OK, """{"done":true}""");

        PlatformResponse response = await _bench.SendAsync();

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(3, _bench.Handler.Calls.Count);
        Assert.Equal(2, _bench.Clock.Waits.Count);
        Assert.All(_bench.Clock.Waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Retries_end_and_the_failure_is_handed_back()
    {
        _bench.Handler.Then(HttpStatusCode.InternalServerError);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());

        Assert.Equal(FailureKind.Transient, e.Failure.Kind);
        Assert.Equal(1 + new CallSettings().RetriesMax, _bench.Handler.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_is_not_repeatable_is_not_sent_again_when_its_outcome_is_unknown()
    {
        _bench.Handler.Then(HttpStatusCode.InternalServerError);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(
            () => _bench.SendAsync(CallBench.Request(repeatable: false)));

        Assert.Equal(FailureKind.Transient, e.Failure.Kind);
        Assert.Single(_bench.Handler.Calls);
    }

    [Fact]
    public async Task A_call_that_is_not_repeatable_is_not_sent_again_when_its_answer_was_lost()
    {
        _bench.Handler.Then(new HttpRequestException(HttpRequestError.ResponseEnded));

        await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync(CallBench.Request(repeatable: false)));

        Assert.Single(_bench.Handler.Calls);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task A_call_that_never_left_is_sent_again_though_it_is_not_repeatable(HttpRequestError error)
    {
        _bench.Handler.Then(new HttpRequestException(error)).Then(HttpStatusCode.OK);

        await _bench.SendAsync(CallBench.Request(repeatable: false));

        Assert.Equal(2, _bench.Handler.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_was_turned_down_is_sent_again_though_it_is_not_repeatable()
    {
        _bench.Handler.Then(HttpStatusCode.Conflict).Then(HttpStatusCode.OK);

        await _bench.SendAsync(CallBench.Request(repeatable: false));

        Assert.Equal(2, _bench.Handler.Calls.Count);
    }

    [Fact]
    public async Task Too_many_calls_wait_as_long_as_the_platform_asks_and_spend_no_retry()
    {
        for (int i = 0; i < 10; i++)
        {
            _bench.Handler.Then(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "7"));
        }

        _bench.Handler.Then(HttpStatusCode.OK);

        await _bench.SendAsync(CallBench.Request(repeatable: false));

        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(7), 10), _bench.Clock.Waits);
    }

    [Fact]
    public async Task Too_many_calls_without_a_delay_wait_twice_as_long_each_time_and_end()
    {
        _bench.Handler.Then(HttpStatusCode.TooManyRequests);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());

        Assert.Equal(FailureKind.RateLimited, e.Failure.Kind);
        Assert.Equal([15, 30, 60, 120, 240], _bench.Clock.Waits.Select(wait => (int)wait.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(480), e.Failure.RetryAfter);
    }

    [Fact]
    public async Task While_the_platform_asks_to_wait_long_no_other_call_is_sent()
    {
        _bench.Handler.Then(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "3600")).Then(HttpStatusCode.OK);
        await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());
        Assert.Equal(FailureKind.RateLimited, e.Failure.Kind);
        Assert.Single(_bench.Handler.Calls);

        _bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await _bench.SendAsync()).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_asks_for_years_holds_the_connection_for_a_day_at_most()
    {
        _bench.Handler.Then(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "999999999")).Then(HttpStatusCode.OK);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());
        Assert.Equal(TimeSpan.FromDays(1), e.Failure.RetryAfter);

        _bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(200, (await _bench.SendAsync()).StatusCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, FailureKind.RecordRejected)]
    [InlineData(HttpStatusCode.Forbidden, FailureKind.Misconfigured)]
    public async Task What_waiting_does_not_mend_is_handed_back_at_once(HttpStatusCode status, FailureKind kind)
    {
        _bench.Handler.Then(status);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => _bench.SendAsync());

        Assert.Equal(kind, e.Failure.Kind);
        Assert.Single(_bench.Handler.Calls);
        Assert.Empty(_bench.Clock.Waits);
    }

    [Fact]
    public async Task A_caller_that_reads_failures_gets_the_answer_with_the_failure()
    {
        _bench.Handler.Then(HttpStatusCode.BadRequest, """{"row":3}""");

        PlatformAnswer answer = await _bench.Client.AskAsync(
            CallBench.Request(), CallPriority.Urgent, CancellationToken.None);

        Assert.Equal(FailureKind.RecordRejected, answer.Failure?.Kind);
        Assert.Equal("""{"row":3}"""u8.ToArray(), answer.Response.Content);
    }

    [Fact]
    public async Task A_cancelled_call_stays_cancelled_and_is_not_sent_again()
    {
        using var stop = new CancellationTokenSource();
        _bench.Handler.Then(async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return ScriptedHandler.Answer(HttpStatusCode.OK, "{}");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bench.Client.SendAsync(CallBench.Request(), CallPriority.Normal, stop.Token));

        Assert.Single(_bench.Handler.Calls);
    }

    [Fact]
    public async Task A_call_can_be_cancelled_while_it_waits()
    {
        using var stop = new CancellationTokenSource();
        _bench.Handler.Then(HttpStatusCode.ServiceUnavailable);
        _bench.Clock.Stopped = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bench.Client.SendAsync(CallBench.Request(), CallPriority.Normal, stop.Token));

        Assert.Single(_bench.Handler.Calls);
    }

    [Fact]
    public async Task Whoever_measures_the_process_sees_every_call_with_its_connection_and_purpose()
    {
        var measured = new ConcurrentQueue<(long Calls, string? Connection, string? Purpose)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == SyncMetrics.CallsName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, calls, tags, _) => measured.Enqueue(
            (calls, Tag(tags, SyncMetrics.ConnectionTag), Tag(tags, SyncMetrics.PurposeTag))));
        listener.Start();
        var request = CallBench.Request() with { Purpose = "read what nobody else reads" };

        await _bench.SendAsync(request);

        Assert.Single(measured, (1L, "crm", request.Purpose));
    }

    [Fact]
    public async Task The_meter_counts_every_call_by_purpose_and_a_run_sees_its_own()
    {
        await _bench.SendAsync();
        CallCounts before = _bench.Client.Meter.Counts;
        _bench.Handler.Then(HttpStatusCode.InternalServerError).Then(HttpStatusCode.Unauthorized).Then(HttpStatusCode.OK);

        await _bench.SendAsync();

        CallCounts run = _bench.Client.Meter.Counts.Since(before);
        Assert.Equal(4, run.Total);
        Assert.Equal(3, run.ByPurpose["read records"]);
        Assert.Equal(1, run.ByPurpose["sign in"]);
    }

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach ((string key, object? value) in tags)
        {
            if (key == name)
            {
                return (string?)value;
            }
        }

        return null;
    }
}
