using System.Collections.Immutable;

using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Salesforce.Sandbox;

namespace Onboarding.Cli.Demo.Running;

/// <summary>Runs the rounds, and kills the hub on the way when its moment has come: then the round is asked for again.</summary>
internal sealed class Killer : IDisposable
{
    private readonly HubProcess _hub;
    private readonly SalesforceCalls _crm;
    private readonly GainsightCalls _cs;
    private readonly DemoSystems _systems;
    private readonly Lock _gate = new();
    private ImmutableArray<KillMoment> _moments;
    private KillMoment? _next;
    private int _round;
    private int _calls;
    private Task _late = Task.CompletedTask;

    public Killer(
        HubProcess hub, SalesforceCalls crm, GainsightCalls cs, DemoSystems systems, ImmutableArray<KillMoment> moments)
    {
        (_hub, _crm, _cs, _systems, _moments) = (hub, crm, cs, systems, moments);
        _crm.Arrived += OnCall;
        _cs.Arrived += OnCall;
        _systems.Arrived += OnCall;
    }

    /// <summary>Runs what is due, however often the hub has to be started again for it.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        bool done;
        do
        {
            Arm();
            done = await _hub.RunDueAsync(() => Strike(0), cancellationToken);
            await _late;
            if (done && Disarm() is not null)
            {
                // Its call never came: it is killed between two rounds.
                _hub.Kill();
            }

            if (_hub.WasKilled)
            {
                await _hub.StartAsync(cancellationToken);
            }
        }
        while (!done);
        _round++;
    }

    public void Dispose()
    {
        _crm.Arrived -= OnCall;
        _cs.Arrived -= OnCall;
        _systems.Arrived -= OnCall;
    }

    private void Arm()
    {
        lock (_gate)
        {
            _calls = 0;
            _next = _moments is [var first, ..] && first.Round <= _round ? first : null;
            _moments = _next is null ? _moments : _moments.RemoveAt(0);
        }
    }

    private KillMoment? Disarm()
    {
        lock (_gate)
        {
            KillMoment? left = _next;
            _next = null;
            return left;
        }
    }

    private void OnCall(object? sender, EventArgs e)
    {
        int call;
        lock (_gate)
        {
            call = ++_calls;
        }

        Strike(call);
    }

    private void Strike(int call)
    {
        KillMoment moment;
        lock (_gate)
        {
            if (_next is not { } next || next.Call != call)
            {
                return;
            }

            (moment, _next) = (next, null);
        }

        if (moment.Delay == TimeSpan.Zero)
        {
            _hub.Kill();
        }
        else
        {
            _late = KillLaterAsync(moment.Delay);
        }
    }

    // Wall time, because it is another process that is to be met in the middle of its work.
    private async Task KillLaterAsync(TimeSpan delay)
    {
        await Task.Delay(delay, TimeProvider.System);
        _hub.Kill();
    }
}
