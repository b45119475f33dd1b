using System.Data.Common;
using System.Security.Cryptography;

using Npgsql;

using Onboarding.Storage;

namespace Onboarding.Testing.Databases;

/// <summary>
/// A fresh PostgreSQL database. The hub's role owns it and is no superuser, so the row rules bind it as they bind it in
/// operation. Needs HUB_TEST_POSTGRES, the connection string of a role that may create databases and roles; see
/// tests/postgres.sh.
/// </summary>
public sealed class PostgreSqlStore : StoreDatabase
{
    private readonly string _name = $"hub_test_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Why facts on PostgreSQL are skipped; null when they run.</summary>
    public static string? SkipReason => Admin is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? "HUB_TEST_POSTGRES is not set: export HUB_TEST_POSTGRES=\"$(tests/postgres.sh start)\" runs this."
        : null;

    public override StorageOptions Options => new()
    {
        Provider = StorageProvider.PostgreSql,
        ConnectionString = new NpgsqlConnectionStringBuilder(Admin)
        {
            Database = _name,
            Username = _name,
            Password = _password,
        }.ToString(),
    };

    private static string? Admin => Environment.GetEnvironmentVariable("HUB_TEST_POSTGRES");

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(Options.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await RunAsync(connection, "select set_config('hub.workspace', '*', false)");
        return connection;
    }

    protected override async Task<bool> CreateAsync()
    {
        if (SkipReason is not null)
        {
            return false;
        }

        if (Admin is null)
        {
            throw new InvalidOperationException(
                "HUB_TEST_POSTGRES is not set, and CI is: "
                + "export HUB_TEST_POSTGRES=\"$(tests/postgres.sh start)\" first.");
        }

        await AdminAsync($"create role {_name} login password '{_password}'", $"create database {_name} owner {_name}");
        return true;
    }

    protected override Task DropAsync() =>
        AdminAsync($"drop database {_name} with (force)", $"drop role {_name}");

    private static async Task AdminAsync(params string[] statements)
    {
        await using var connection = new NpgsqlConnection(Admin + ";Pooling=false");
        await connection.OpenAsync();
        foreach (string sql in statements)
        {
            await RunAsync(connection, sql);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
