using Npgsql;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases.PostgreSql;

/// <summary>How the hub connects to PostgreSQL.</summary>
internal static class PostgreSqlSource
{
    // The stores ask by key, so one plan serves every argument, and planning a commit takes longer than making it. The
    // compiler for long queries only costs.
    private const string Session = "-c plan_cache_mode=force_generic_plan -c jit=off";

    /// <summary>Connections, pooled or each of its own.</summary>
    /// <exception cref="StoreException">The connection string cannot be read.</exception>
    public static NpgsqlDataSource Create(StorageOptions options, bool pooled = true)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
            {
                ApplicationName = "Onboarding Hub",
                Pooling = pooled,
                MaxPoolSize = options.ConnectionMax,
                // Every statement of the stores is one of a fixed set and is prepared at its second use.
                MaxAutoPrepare = 200,
                AutoPrepareMinUsages = 2,
                // Nothing is set on a connection beyond its transaction, so there is nothing to reset.
                NoResetOnClose = true,
                Enlist = false,
            };
            settings.Options = string.IsNullOrEmpty(settings.Options) ? Session : $"{Session} {settings.Options}";
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
