using System.Data.Common;
using System.Threading.Channels;

namespace Onboarding.Storage.Databases.Sqlite;

/// <summary>
/// The one connection that writes. Callers queue in the process rather than at the file's lock. What waits together is
/// committed together: each caller's work is a savepoint with an outcome of its own, and one write to disk makes all
/// of them durable.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Callers beyond this many wait to enter the queue, which holds memory down.</summary>
    private const int QueueMax = 1024;

    /// <summary>
    /// Works in one transaction: enough to share the write to disk, few enough to answer the first one soon.
    /// </summary>
    private const int GroupMax = 64;

    private readonly SqliteSession _session;
    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(QueueMax);
    private readonly Task _loop;

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _loop = Task.Run(WriteAsync);
    }

    /// <summary>
    /// Runs work in a transaction and answers when it is durable. Work may be run a second time after everything it
    /// did was rolled back. A cancelled token takes it from the queue; once begun it is finished.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<SqliteSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var queued = new Work<T>(work, cancellationToken);
        await _queue.Writer.WriteAsync(queued, cancellationToken);
        return await queued.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private async Task WriteAsync()
    {
        var group = new List<Work>(GroupMax);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (group.Count < GroupMax && _queue.Reader.TryRead(out Work? work))
            {
                if (!work.Cancelled())
                {
                    group.Add(work);
                }
            }

            await WriteGroupAsync(group);
            group.Clear();
        }
    }

    private async Task WriteGroupAsync(List<Work> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            await CommitAsync(group);
            group.ForEach(work => work.Finish());
        }
        // Handed to the caller: this loop serves all of them and must outlive any one's failure.
        catch (Exception exception)
        {
            _session.RollBack();
            if (group.Count == 1)
            {
                group[0].Fail(exception);
                return;
            }

            foreach (Work work in group)
            {
                await WriteGroupAsync([work]);
            }
        }
    }

    private async Task CommitAsync(List<Work> group)
    {
        _session.Execute("begin immediate");
        foreach (Work work in group)
        {
            _session.Execute("savepoint work");
            try
            {
                await work.RunAsync(_session);
            }
            catch (DbException exception) when (SqliteFailures.IsConstraint(exception) && group.Count > 1)
            {
                _session.Execute("rollback to work");
                work.Refused(exception);
            }

            _session.Execute("release work");
        }

        _session.Execute("commit");
    }

    private abstract class Work(CancellationToken cancellationToken)
    {
        protected CancellationToken Token { get; } = cancellationToken;

        protected Exception? Refusal { get; set; }

        public abstract Task RunAsync(SqliteSession session);

        public abstract bool Cancelled();

        public abstract void Finish();

        public abstract void Fail(Exception exception);

        public void Refused(Exception exception) => Refusal = exception;
    }

    private sealed class Work<T>(Func<SqliteSession, Task<T>> work, CancellationToken cancellationToken)
        : Work(cancellationToken)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _given;

        public Task<T> Answer => _answer.Task;

        public override async Task RunAsync(SqliteSession session)
        {
            Refusal = null;
            _given = await work(session);
        }

        public override bool Cancelled() => Token.IsCancellationRequested && _answer.TrySetCanceled(Token);

        public override void Finish()
        {
            if (Refusal is null)
            {
                _answer.SetResult(_given!);
            }
            else
            {
                _answer.SetException(Refusal);
            }
        }

        public override void Fail(Exception exception) => _answer.SetException(exception);
    }
}
