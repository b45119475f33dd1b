using System.Collections.Immutable;
using System.Data.Common;

using Dapper;

using Onboarding.Storage.Databases;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Migrations;

/// <summary>
/// Brings a schema forward. All missing steps are one transaction under a lock, so that of several processes that
/// start at once one does the work and the others find it done.
/// </summary>
internal sealed class Migrator(ImmutableArray<Migration> known, TimeProvider clock)
{
    private const string CreateTable =
        """
        create table if not exists schema_migrations (
          number     bigint not null primary key,
          name       text   not null,
          checksum   text   not null,
          applied_at bigint not null
        )
        """;

    /// <summary>Applies what is missing and gives the names of what it applied.</summary>
    /// <param name="connection">An open connection that nobody else uses.</param>
    /// <param name="takeLock">SQL that waits for other processes; null when beginning the transaction does.</param>
    /// <param name="cancellationToken">Cancelled, it leaves the schema as it was.</param>
    /// <exception cref="StoreException">
    /// The database is newer than the program, or an applied step was altered.
    /// </exception>
    public async Task<ImmutableArray<string>> MigrateAsync(
        DbConnection connection, string? takeLock, CancellationToken cancellationToken)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (takeLock is not null)
        {
            await ExecuteAsync(transaction, takeLock, null, cancellationToken);
        }

        ImmutableArray<string> applied = await ApplyAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return applied;
    }

    private static Task ExecuteAsync(
        DbTransaction transaction, string sql, object? arguments, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(sql, arguments, transaction, cancellationToken: cancellationToken));

    private async Task<ImmutableArray<string>> ApplyAsync(
        DbTransaction transaction, CancellationToken cancellationToken)
    {
        await ExecuteAsync(transaction, CreateTable, null, cancellationToken);
        IEnumerable<AppliedMigration> rows = await transaction.Connection!.QueryAsync<AppliedMigration>(
            new CommandDefinition(
                "select number as Number, name as Name, checksum as Checksum from schema_migrations order by number",
                transaction: transaction, cancellationToken: cancellationToken));
        Dictionary<long, AppliedMigration> applied = rows.ToDictionary(row => row.Number);
        Check(applied);

        ImmutableArray<Migration> missing = [.. known.Where(migration => !applied.ContainsKey(migration.Number))];
        foreach (Migration migration in missing)
        {
            await ExecuteAsync(transaction, migration.Sql, null, cancellationToken);
            await ExecuteAsync(
                transaction,
                "insert into schema_migrations (number, name, checksum, applied_at) "
                + "values (@Number, @Name, @Checksum, @at)",
                new { migration.Number, migration.Name, migration.Checksum, at = StoredTime.Write(clock.GetUtcNow()) },
                cancellationToken);
        }

        return [.. missing.Select(migration => migration.Name)];
    }

    private void Check(Dictionary<long, AppliedMigration> applied)
    {
        foreach (AppliedMigration row in applied.Values)
        {
            Migration migration = known.FirstOrDefault(candidate => candidate.Number == row.Number)
                ?? throw new StoreException(
                    StoreFailure.Unusable,
                    $"The database has migration {row.Name}, which this program does not know. Start a newer program.");
            if (migration.Checksum != row.Checksum)
            {
                throw new StoreException(
                    StoreFailure.Unusable,
                    $"Migration {row.Name} was applied to the database in another form than this program has. "
                    + "Start the program that applied it; a migration that was released is never altered.");
            }
        }
    }

    private sealed record AppliedMigration
    {
        public long Number { get; init; }

        public string Name { get; init; } = "";

        public string Checksum { get; init; } = "";
    }
}
