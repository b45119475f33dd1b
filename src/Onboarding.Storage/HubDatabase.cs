using System.Collections.Immutable;
using System.Data.Common;

using Npgsql;

using Onboarding.Storage.Databases;
using Onboarding.Storage.Databases.PostgreSql;
using Onboarding.Storage.Databases.Sqlite;
using Onboarding.Storage.Journal;
using Onboarding.Storage.Links;
using Onboarding.Storage.Migrations;
using Onboarding.Storage.Queries;
using Onboarding.Storage.Runs;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage;

/// <summary>
/// The hub's database, open and brought forward to the schema of this program. All of it may be used from several
/// threads at once.
/// </summary>
public sealed class HubDatabase : IAsyncDisposable
{
    // "hub migr" in ASCII: a lock of our own among the advisory locks of the database.
    private const string PostgreSqlLock = "select pg_advisory_xact_lock(7526466490316941170)";

    private readonly Database _database;

    private HubDatabase(
        Database database, StoreMeter meter, ImmutableArray<string> migrationsApplied, TimeProvider clock)
    {
        _database = database;
        Meter = meter;
        MigrationsApplied = migrationsApplied;
        Journal = new JournalStore(database, clock);
        Timers = new TimerStore(database);
        Links = new LinkStore(database);
        Sync = new SyncStore(database);
        Seal = new JournalSeal(database);
        StateCheck = new StateCheck(database);
        Housekeeping = new Housekeeping(database);
        Aggregates = new AggregatesOfKind(database);
        Events = new EventsInOrder(database);
        Runs = new SyncRunsByStart(database);
        DeadLetters = new DeadLettersByFailure(database);
        Conflicts = new ConflictsByFinding(database);
        Records = new ResourcesOfRecords(database);
    }

    public IJournalStore Journal { get; }

    public ITimerStore Timers { get; }

    public ILinkStore Links { get; }

    public ISyncStore Sync { get; }

    public JournalSeal Seal { get; }

    public StateCheck StateCheck { get; }

    public Housekeeping Housekeeping { get; }

    public AggregatesOfKind Aggregates { get; }

    public EventsInOrder Events { get; }

    public SyncRunsByStart Runs { get; }

    public DeadLettersByFailure DeadLetters { get; }

    public ConflictsByFinding Conflicts { get; }

    public ResourcesOfRecords Records { get; }

    public StoreMeter Meter { get; }

    /// <summary>Names of the migrations that opening it applied; empty when the schema was up to date.</summary>
    public ImmutableArray<string> MigrationsApplied { get; }

    /// <summary>Opens the database, and creates or migrates its schema.</summary>
    /// <exception cref="StoreException">It cannot be opened; the message says what to do.</exception>
    public static async Task<HubDatabase> OpenAsync(
        StorageOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        options.Validate();
        var meter = new StoreMeter();
        try
        {
            var migrator = new Migrator(Migration.For(options.Provider), clock);
            (Database database, ImmutableArray<string> applied) = options.Provider == StorageProvider.Sqlite
                ? await OpenSqliteAsync(options, migrator, meter, cancellationToken)
                : await OpenPostgreSqlAsync(options, migrator, meter, cancellationToken);
            return new HubDatabase(database, meter, applied, clock);
        }
        catch
        {
            meter.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Meter.Dispose();
    }

    private static async Task<(Database Database, ImmutableArray<string> Applied)> OpenSqliteAsync(
        StorageOptions options, Migrator migrator, StoreMeter meter, CancellationToken cancellationToken)
    {
        string file = Path.GetFullPath(options.File);
        string connectionString = SqliteDatabase.ConnectionString(file, options.LockWait);
        SqliteSession? writer = null;
        try
        {
            writer = SqliteDatabase.OpenWriter(connectionString);
            ImmutableArray<string> applied =
                await migrator.MigrateAsync(writer.Connection, takeLock: null, cancellationToken);
            return (new SqliteDatabase(file, connectionString, writer, meter), applied);
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            if (exception is DbException failure)
            {
                throw SqliteFailures.Classify(failure, file);
            }

            throw;
        }
    }

    private static async Task<(Database Database, ImmutableArray<string> Applied)> OpenPostgreSqlAsync(
        StorageOptions options, Migrator migrator, StoreMeter meter, CancellationToken cancellationToken)
    {
        NpgsqlDataSource source = PostgreSqlSource.Create(options);
        try
        {
            await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken);
            ImmutableArray<string> applied =
                await migrator.MigrateAsync(connection, PostgreSqlLock, cancellationToken);
            return (new PostgreSqlDatabase(source, PostgreSqlSource.Create(options, pooled: false), meter), applied);
        }
        catch (Exception exception)
        {
            await source.DisposeAsync();
            if (exception is DbException failure)
            {
                throw PostgreSqlFailures.Classify(failure);
            }

            throw;
        }
    }
}
