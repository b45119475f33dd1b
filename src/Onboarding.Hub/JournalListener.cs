using System.Threading.Channels;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub;

/// <summary>One who waits for something to be journaled. Used by one reader; signals that come meanwhile become one.</summary>
public sealed class JournalListener : IDisposable
{
    private readonly JournalSignal _signal;
    private readonly WorkspaceId _workspace;
    private readonly StreamId? _stream;
    private readonly Channel<bool> _heard = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal JournalListener(JournalSignal signal, WorkspaceId workspace, StreamId? stream)
    {
        _signal = signal;
        _workspace = workspace;
        _stream = stream;
    }

    /// <summary>Waits for the next signal since the last wait.</summary>
    /// <returns>False when none came within the time.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            await _heard.Reader.ReadAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _signal.Forget(this);

    internal void Hear(WriteSet writes)
    {
        bool concerns = writes.Workspace == _workspace && (_stream is not { } stream
            ? !writes.Streams.IsEmpty
            : writes.Streams.Any(write => write.Stream == stream)
                || (writes.Run is { } run && JournalSignal.OfRun(run.Id) == stream));
        if (concerns)
        {
            _heard.Writer.TryWrite(true);
        }
    }
}
