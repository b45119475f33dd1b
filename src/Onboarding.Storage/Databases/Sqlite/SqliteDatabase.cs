using System.Collections.Immutable;
using System.Data.Common;

using Microsoft.Data.Sqlite;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases.Sqlite;

/// <summary>SQLite: one connection that writes and some that read, on one file in WAL mode.</summary>
internal sealed class SqliteDatabase : Database
{
    private const string ReaderPragmas = "pragma query_only = on; pragma cache_size = -8000;";

    // FULL, because in WAL mode NORMAL may forget the last commits when the machine stops, and a commit that was
    // answered is a promise.
    private const string WriterPragmas =
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -32000;";

    private readonly string _file;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    /// <summary>Takes over a session opened by <see cref="OpenWriter"/>.</summary>
    public SqliteDatabase(string file, string connectionString, SqliteSession writer, StoreMeter meter)
        : base(meter)
    {
        _file = file;
        _writer = new SqliteWriter(writer);
        _readers = new SqliteReaders(() => SqliteSession.Open(connectionString, ReaderPragmas));
    }

    public override string InsertEvents =>
        $"""
        insert into journal (workspace, kind, key, version, type, payload, actor, cause, time, hash)
        select @workspace, r.kind, r.key, r.version, r.type, r.payload, r.actor, r.cause, r.time, r.hash
        from {Rows("kind", "key", "version", "type", "payload", "actor", "cause", "time", "hash")}
        returning position as Value
        """;

    /// <summary>There is one writer at a time, so positions become visible in order.</summary>
    public override string SettledPosition => "select 9223372036854775807 as Value";

    /// <summary>There is one writer, so nobody else is about to change a row.</summary>
    public override string SkipLocked => "";

    /// <summary>A round trip goes nowhere, and the writer commits together what waits.</summary>
    public override bool SharesTrips => false;

    /// <summary>
    /// How a file is opened; <paramref name="lockWait"/> is how long a statement waits for another process.
    /// </summary>
    public static string ConnectionString(string file, TimeSpan lockWait) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
        DefaultTimeout = Math.Max(1, (int)Math.Ceiling(lockWait.TotalSeconds)),
    }.ToString();

    public static SqliteSession OpenWriter(string connectionString) =>
        SqliteSession.Open(connectionString, WriterPragmas);

    public override string Rows(params ReadOnlySpan<string> columns)
    {
        string values = string.Join(", ", columns.ToArray().Select(column => $"@r_{column} as {column}"));
        return $"(select {values}) as r";
    }

    // SQLite keeps the order of a cross join; of another it walks the table and looks each row up in r.
    public override string OfEach(string table, string alias, string condition, bool required) =>
        $"{(required ? "cross" : "left")} join {table} {alias} on {condition}";

    public override string IsIn(string column, string parameter) =>
        $"{column} in (select value from json_each(@{parameter}))";

    // A hub is alone on its file, and keeps its own runs apart by itself.
    public override Task<IAsyncDisposable?> HoldAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(Nothing.ToGiveBack);

    public override bool IsRace(DbException exception) => SqliteFailures.IsRace(exception);

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
    }

    protected override StoreException Classify(DbException exception) => SqliteFailures.Classify(exception, _file);

    protected override Task<T> ReadCoreAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken) =>
        _readers.RunAsync(session => session.ReadAsync(statements, take), cancellationToken);

    protected override Task<T> WriteCoreAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken) =>
        _writer.RunAsync(session => session.RunAsync(statements, take), cancellationToken);

    private sealed class Nothing : IAsyncDisposable
    {
        public static Nothing ToGiveBack { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
