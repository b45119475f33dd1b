using Dapper;

using Npgsql;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases.PostgreSql;

/// <summary>How the hub connects to PostgreSQL.</summary>
internal static class PostgreSqlSource
{
    // Transaction ids are a cluster's own. After a restore from a dump into another cluster the horizons of old events
    // may lie far above its ids, and followers would wait for years; such events are settled by definition.
    private const string ForgetOtherClusters =
        """
        select set_config('hub.workspace', '*', true);
        update journal set horizon = 0
        where horizon > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
          and (select max(last.horizon) from (select horizon from journal order by position desc limit 1000) last)
              > pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
        """;

    /// <exception cref="StoreException">The connection string cannot be read.</exception>
    public static NpgsqlDataSource Create(StorageOptions options)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
            {
                ApplicationName = "Onboarding Hub",
                MaxPoolSize = options.ConnectionMax,
                // Every statement of the stores is one of a fixed set and is prepared at its second use.
                MaxAutoPrepare = 200,
                AutoPrepareMinUsages = 2,
                // Nothing is set on a connection beyond its transaction, so there is nothing to reset.
                NoResetOnClose = true,
                Enlist = false,
            };
            return NpgsqlDataSource.Create(settings.ToString());
        }
        catch (ArgumentException exception)
        {
            throw new StoreException(
                StoreFailure.Unusable,
                "Storage:ConnectionString cannot be read. Write it as Host=...;Database=...;Username=...", exception);
        }
    }

    /// <summary>Settles events that were restored from another cluster.</summary>
    public static Task ForgetOtherClustersAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(ForgetOtherClusters, cancellationToken: cancellationToken));
}
