using System.Collections.Concurrent;
using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Calls;

/// <summary>
/// How many calls one connection may still make. One instance serves all jobs of a process; what is spent lies in the
/// store, so that other processes and the time before a restart count as well. Safe for several threads.
/// </summary>
/// <remarks>
/// The promise: in no window of a limit, wherever it begins, are more calls sent than the connection's share of it
/// (a vendor that counts in fixed windows is then satisfied too). A family without a limit is not counted.
/// </remarks>
public sealed class CallBudget : IDisposable
{
    private readonly ConcurrentDictionary<string, CallLane> _lanes = new(StringComparer.Ordinal);
    private readonly WorkspaceId _workspace;
    private readonly ConnectionId _connection;
    private readonly ImmutableArray<CallLimit> _limits;
    private readonly CallSettings _settings;
    private readonly ISyncStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public CallBudget(
        WorkspaceId workspace, ConnectionId connection, ImmutableArray<CallLimit> limits, CallSettings settings,
        ISyncStore store, TimeProvider clock, ILogger<CallBudget> logger)
    {
        (_workspace, _connection, _limits, _settings) = (workspace, connection, limits, settings);
        (_store, _clock, _logger) = (store, clock, logger);
    }

    /// <summary>Returns when one call of the family may be sent, and counts it as sent.</summary>
    /// <exception cref="ConnectorException">
    /// RateLimited: it would have to wait longer than <see cref="CallSettings.WaitMax"/>; RetryAfter says how long.
    /// </exception>
    public async Task SpendAsync(string family, CallPriority priority, CancellationToken cancellationToken)
    {
        CallLane lane = LaneOf(family);
        TimeSpan waited = TimeSpan.Zero;
        while (await lane.TakeAsync(priority, cancellationToken) is { } wait)
        {
            if (waited + wait > _settings.WaitMax)
            {
                throw new ConnectorException(new Failure(
                    FailureKind.RateLimited,
                    $"{_connection}: the share of {family} calls is spent; it is free again in {wait:d\\.hh\\:mm\\:ss}. Wait, or "
                        + "raise the connection's share of the limit.",
                    wait));
            }

            SyncLog.WaitingForBudget(_logger, _connection.Value, family, wait);
            await Task.Delay(wait, _clock, cancellationToken);
            waited += wait;
        }
    }

    /// <summary>Lets no call of the family go before a time has passed, because the platform asked for it.</summary>
    public void Hold(string family, TimeSpan delay) => LaneOf(family).HoldUntil(_clock.GetUtcNow() + delay);

    /// <summary>
    /// Takes in what the platform says of a limit. Where a family has several, it concerns the one with as many calls
    /// as the reading allows, else the longest: vendors report the daily one.
    /// </summary>
    public void Correct(LimitReading reading) => LaneOf(reading.Family).Correct(reading);

    public void Dispose()
    {
        foreach (CallLane lane in _lanes.Values)
        {
            lane.Dispose();
        }
    }

    private CallLane LaneOf(string family) => _lanes.GetOrAdd(family, name => new CallLane(
        [.. _limits.Where(limit => limit.Family == name)], _settings, _clock, (at, calls, since, token) =>
            _store.SpendCallsAsync(_workspace, KeyOf(name), at, calls, since, token)));

    // The store counts by connection. A slash cannot stand in the slug of one, so a family's count has a key of its own.
    private ConnectionId KeyOf(string family) =>
        family == CallLimit.DefaultFamily ? _connection : new ConnectionId($"{_connection.Value}/{family}");
}
