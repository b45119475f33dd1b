using System.Threading.Channels;

namespace Onboarding.Storage.Databases.Sqlite;

/// <summary>The connections that only read. In WAL mode they neither wait for the writer nor hold it up.</summary>
internal sealed class SqliteReaders : IDisposable
{
    /// <summary>More than this many at once would only take turns on the processors.</summary>
    private const int SessionMax = 16;

    private readonly Channel<SqliteSession?> _free = Channel.CreateBounded<SqliteSession?>(SessionMax);
    private readonly Func<SqliteSession> _open;

    public SqliteReaders(Func<SqliteSession> open)
    {
        _open = open;
        for (int i = 0; i < SessionMax; i++)
        {
            // A place for a connection that is opened when it is first needed.
            _free.Writer.TryWrite(null);
        }
    }

    public async Task<T> RunAsync<T>(Func<SqliteSession, Task<T>> read, CancellationToken cancellationToken)
    {
        SqliteSession? session = await _free.Reader.ReadAsync(cancellationToken);
        try
        {
            session ??= _open();
            return await read(session);
        }
        finally
        {
            if (!_free.Writer.TryWrite(session))
            {
                session?.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _free.Writer.TryComplete();
        while (_free.Reader.TryRead(out SqliteSession? session))
        {
            session?.Dispose();
        }
    }
}
