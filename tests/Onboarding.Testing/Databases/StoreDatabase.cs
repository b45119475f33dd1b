using System.Data.Common;
using System.Globalization;

using Onboarding.Storage;

using Xunit;

namespace Onboarding.Testing.Databases;

/// <summary>A fresh database for one test class, opened and migrated, and removed after it.</summary>
public abstract class StoreDatabase : IAsyncLifetime
{
    private HubDatabase? _hub;

    /// <summary>The database as the hub sees it.</summary>
    public HubDatabase Hub => _hub ?? throw new InvalidOperationException("The database was not made.");

    /// <summary>The clock of the stores; it stands still.</summary>
    public TimeProvider Clock { get; } = new StillClock();

    /// <summary>Settings that open the same database again, as another process would.</summary>
    public abstract StorageOptions Options { get; }

    public async Task InitializeAsync()
    {
        if (await CreateAsync())
        {
            _hub = await HubDatabase.OpenAsync(Options, Clock, CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
            await DropAsync();
        }
    }

    /// <summary>Runs SQL past the stores, as somebody with a database client would.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using DbConnection connection = await ConnectAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows of a query past the stores, each value as text and null as "null".</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using DbConnection connection = await ConnectAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(
                '|',
                values.Select(
                    value => value is DBNull ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>An open connection to the database that sees every workspace.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Makes the database; false when this machine has none to make, and the facts are skipped.</summary>
    protected abstract Task<bool> CreateAsync();

    protected abstract Task DropAsync();

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    }
}
