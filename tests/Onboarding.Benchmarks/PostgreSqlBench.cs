using Npgsql;

using Onboarding.Storage;

namespace Onboarding.Benchmarks;

/// <summary>A database of the bench's own on a PostgreSQL server; dropped at the end.</summary>
internal sealed class PostgreSqlBench : IAsyncDisposable
{
    private const string Name = "hub_bench";
    private readonly string _admin;

    private PostgreSqlBench(string admin)
    {
        _admin = admin;
        Options = new StorageOptions
        {
            Provider = StorageProvider.PostgreSql,
            ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = Name }.ToString(),
        };
    }

    public StorageOptions Options { get; }

    public static async Task<PostgreSqlBench> CreateAsync(string admin)
    {
        await RunAsync(admin, $"drop database if exists {Name} with (force)");
        await RunAsync(admin, $"create database {Name}");
        return new PostgreSqlBench(admin);
    }

    public async ValueTask DisposeAsync() => await RunAsync(_admin, $"drop database if exists {Name} with (force)");

    private static async Task RunAsync(string admin, string sql)
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
