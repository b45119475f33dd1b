using System.Collections.Immutable;
using System.Threading.Channels;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Hooks;

/// <summary>
/// Reads a connection soon after its platform hinted at a change. However many hints come, and however often the same,
/// there is at most one read in <see cref="Spacing"/>, and one after the last hint. While the connection is paused hints
/// are dropped. The schedule finds what hints missed, so nothing depends on one.
/// </summary>
internal sealed class HookReads(ISyncRuns runs, IdSource ids, TimeProvider clock, ILogger<HookReads> log) : BackgroundService
{
    /// <summary>How often a read is asked for while the connection is busy; then the schedule has caught up.</summary>
    public const int TriesMax = 6;

    private readonly Channel<(WorkspaceId Workspace, ConnectionId Connection)> _hinted =
        Channel.CreateUnbounded<(WorkspaceId, ConnectionId)>();

    private ImmutableHashSet<(WorkspaceId Workspace, ConnectionId Connection)> _waiting = [];

    /// <summary>Shortest time between two reads that hints start on one connection.</summary>
    public static TimeSpan Spacing { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Takes a hint; returns at once.</summary>
    public void Hint(WorkspaceId workspace, ConnectionId connection)
    {
        // One that waits to be read stands for all that come until then.
        if (ImmutableInterlocked.Update(ref _waiting, waiting => waiting.Add((workspace, connection))))
        {
            _hinted.Writer.TryWrite((workspace, connection));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = new Dictionary<(WorkspaceId, ConnectionId), Task>();
        await foreach ((WorkspaceId Workspace, ConnectionId Connection) hinted in _hinted.Reader.ReadAllAsync(stoppingToken))
        {
            // Connections do not wait for each other.
            Task before = last.GetValueOrDefault(hinted, Task.CompletedTask);
            last[hinted] = ReadAfterAsync(before, hinted.Workspace, hinted.Connection, stoppingToken);
        }
    }

    private async Task ReadAfterAsync(
        Task before, WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        await before;
        try
        {
            for (int tried = 1; tried <= TriesMax; tried++)
            {
                // A hint that comes from here on may tell of what this read no longer sees.
                ImmutableInterlocked.Update(ref _waiting, waiting => waiting.Remove((workspace, connection)));
                var request = new SyncRequest("webhook") { RunId = ids.Next() };
                SyncStart start = await runs.StartAsync(workspace, connection, request, cancellationToken);
                bool again = start == SyncStart.Busy && tried < TriesMax;
                if (again)
                {
                    // This hint waits on, so that those which come meanwhile do not queue up behind it.
                    ImmutableInterlocked.Update(ref _waiting, waiting => waiting.Add((workspace, connection)));
                }

                await Task.Delay(Spacing, clock, cancellationToken);
                if (!again)
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.HintedReadFailed(connection.Value, failure);
        }
    }
}
