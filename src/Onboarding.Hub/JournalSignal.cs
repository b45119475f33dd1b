using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub;

/// <summary>
/// Wakes up whoever waits for something to be journaled by this process. A signal only hastens: what other processes
/// write raises none, so a listener also looks from time to time. Safe for many threads.
/// </summary>
public sealed class JournalSignal
{
    private ImmutableHashSet<JournalListener> _listeners = [];

    /// <summary>The stream under which the progress of a sync run is told.</summary>
    public static StreamId OfRun(Guid run) => new("sync_run", run.ToString("D"));

    /// <summary>Listens until the listener is disposed of.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="stream">The one stream to hear of; null for everything.</param>
    public JournalListener Listen(WorkspaceId workspace, StreamId? stream)
    {
        var listener = new JournalListener(this, workspace, stream);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return listener;
    }

    /// <summary>Tells that something was committed.</summary>
    public void Raise(WriteSet writes)
    {
        foreach (JournalListener listener in _listeners)
        {
            listener.Hear(writes);
        }
    }

    internal void Forget(JournalListener listener) =>
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(listener));
}
