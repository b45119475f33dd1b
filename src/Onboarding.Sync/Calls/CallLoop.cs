using System.Security.Cryptography;

using Microsoft.Extensions.Logging;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

using Polly;
using Polly.Retry;

namespace Onboarding.Sync.Calls;

/// <summary>
/// Carries one call through refusals and passing failures, by <see cref="FailurePolicy"/>. Every wait is on the injected
/// clock and every attempt spends from the budget.
/// </summary>
internal sealed class CallLoop(
    CallBudget budget, CallMeter meter, CallSettings settings, TimeProvider clock, ILogger logger)
{
    private static readonly ResiliencePropertyKey<PlatformRequest> s_request = new("request");

    private readonly ResiliencePipeline<CallAttempt> _backOff = BackOff(meter, settings, clock, logger);

    /// <summary>Sends until there is an answer, a failure that waiting does not mend, or no wait or retry is left.</summary>
    /// <param name="request">The call, for its family, purpose and whether it may be repeated.</param>
    /// <param name="priority">Whose part of the budget it spends from.</param>
    /// <param name="send">Sends it once.</param>
    /// <param name="cancellationToken">Ends the call, also in the middle of a wait.</param>
    /// <exception cref="ConnectorException">RateLimited: the budget is spent for longer than a call may wait.</exception>
    public async Task<CallAttempt> RunAsync(
        PlatformRequest request, CallPriority priority, Func<CancellationToken, Task<CallAttempt>> send,
        CancellationToken cancellationToken)
    {
        var waits = new LimitWaits();
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(s_request, request);
        try
        {
            return await _backOff.ExecuteAsync(
                async attempt => await ThroughLimitsAsync(request, priority, send, waits, attempt.CancellationToken),
                context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<CallAttempt> ThroughLimitsAsync(
        PlatformRequest request, CallPriority priority, Func<CancellationToken, Task<CallAttempt>> send, LimitWaits waits,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            await budget.SpendAsync(request.Family, priority, cancellationToken);
            meter.Count(request.Purpose);
            CallAttempt attempt = await send(cancellationToken);
            if (attempt.Failure is not { } failure || FailurePolicy.Of(failure.Kind).Call != CallStep.WaitForLimit)
            {
                return attempt;
            }

            TimeSpan delay = failure.RetryAfter ?? settings.LimitDelay * Math.Pow(2, Math.Min(waits.Count, 20));
            delay = delay < s_holdMax ? delay : s_holdMax;
            // The whole connection holds its breath, not this call alone: others would only be refused as well.
            budget.Hold(request.Family, delay);
            SyncLog.LimitedByPlatform(logger, meter.Connection.Value, request.Purpose, delay);
            if (waits.Total + delay > settings.WaitMax)
            {
                return attempt with { Failure = failure with { RetryAfter = delay } };
            }

            waits.Add(delay);
        }
    }

    // No vendor's limit lasts longer than a day, whatever an answer asks for.
    private static readonly TimeSpan s_holdMax = TimeSpan.FromDays(1);

    private static ResiliencePipeline<CallAttempt> BackOff(
        CallMeter meter, CallSettings settings, TimeProvider clock, ILogger logger)
    {
        if (settings.RetriesMax == 0)
        {
            return ResiliencePipeline<CallAttempt>.Empty;
        }

        var jitter = new Random(settings.JitterSeed ?? RandomNumberGenerator.GetInt32(int.MaxValue));
        var gate = new Lock();
        var builder = new ResiliencePipelineBuilder<CallAttempt> { TimeProvider = clock };
        builder.AddRetry(new RetryStrategyOptions<CallAttempt>
        {
            MaxRetryAttempts = settings.RetriesMax,
            BackoffType = DelayBackoffType.Exponential,
            Delay = settings.RetryDelay,
            MaxDelay = settings.RetryDelayMax,
            UseJitter = true,
            Randomizer = () =>
            {
                lock (gate)
                {
                    return jitter.NextDouble();
                }
            },
            ShouldHandle = retry => ValueTask.FromResult(MayRepeat(retry.Outcome.Result, RequestOf(retry.Context), settings)),
            DelayGenerator = retry => ValueTask.FromResult(retry.Outcome.Result?.Failure?.RetryAfter),
            OnRetry = retry =>
            {
                SyncLog.SendingAgain(logger, meter.Connection.Value, RequestOf(retry.Context).Purpose,
                    retry.Outcome.Result?.Response?.StatusCode ?? 0, retry.RetryDelay);
                return ValueTask.CompletedTask;
            },
        });
        return builder.Build();
    }

    private static PlatformRequest RequestOf(ResilienceContext context) =>
        context.Properties.GetValue(s_request, null!);

    private static bool MayRepeat(CallAttempt? attempt, PlatformRequest request, CallSettings settings) =>
        attempt?.Failure is { } failure
        && FailurePolicy.Of(failure.Kind).Call == CallStep.BackOff
        && (request.Repeatable || attempt.Refused)
        && (failure.RetryAfter ?? TimeSpan.Zero) <= settings.WaitMax;

    /// <summary>The waits of one call for limits of the platform.</summary>
    private sealed class LimitWaits
    {
        public int Count { get; private set; }

        public TimeSpan Total { get; private set; }

        public void Add(TimeSpan delay)
        {
            Count++;
            Total += delay;
        }
    }
}
