using System.Data.Common;

using Npgsql;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases.PostgreSql;

/// <summary>
/// What a failure of PostgreSQL means. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.
/// </summary>
internal static class PostgreSqlFailures
{
    /// <summary>
    /// A unique key that is taken, a version, token or place that is another (it becomes null and is refused), and
    /// the two failures by which the server ends one of several transactions that stand in each other's way.
    /// </summary>
    public static bool IsRace(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected,
    }
    or PostgresException
    {
        SqlState: PostgresErrorCodes.NotNullViolation,
        TableName: "aggregates" or "timers" or "followers",
        ColumnName: "version" or "token" or "position",
    };

    public static StoreException Classify(DbException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => new StoreException(
            StoreFailure.Full, $"PostgreSQL has no room left: {full.MessageText} Free disk space.", full),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } locked => new StoreException(
            StoreFailure.Locked, $"PostgreSQL waits for a lock: {locked.MessageText}", locked),
        PostgresException { SqlState: "3D000" or "28P01" or "28000" } access => new StoreException(
            StoreFailure.Unusable,
            $"PostgreSQL refuses the connection: {access.MessageText}. Correct Storage:ConnectionString.", access),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied => new StoreException(
            StoreFailure.Unusable,
            $"PostgreSQL denies the hub's role something it needs: {denied.MessageText}. Let the role own the schema.",
            denied),
        NpgsqlException { IsTransient: true } cut => new StoreException(
            StoreFailure.Unavailable, $"PostgreSQL cannot be reached or cut the connection: {cut.Message}", cut),
        PostgresException { SqlState: { } code } shutting when code.StartsWith("57P", StringComparison.Ordinal)
            || code.StartsWith("08", StringComparison.Ordinal) => new StoreException(
            StoreFailure.Unavailable, $"PostgreSQL is going down or starting up: {shutting.MessageText}", shutting),
        PostgresException refused => new StoreException(
            StoreFailure.Unusable,
            $"PostgreSQL refuses a statement ({refused.SqlState}): {refused.MessageText}", refused),
        _ => new StoreException(
            StoreFailure.Unavailable,
            $"PostgreSQL cannot be reached or cut the connection: {exception.Message}",
            exception),
    };
}
