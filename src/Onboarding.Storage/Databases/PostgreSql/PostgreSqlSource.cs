using Npgsql;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases.PostgreSql;

/// <summary>How the hub connects to PostgreSQL.</summary>
internal static class PostgreSqlSource
{
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
}
