using System.Data.Common;

using Microsoft.Data.Sqlite;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases.Sqlite;

/// <summary>What a failure of SQLite means. Codes: https://www.sqlite.org/rescode.html.</summary>
internal static class SqliteFailures
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;
    private const int NotNull = Constraint | (5 << 8);
    private const int PrimaryKey = Constraint | (6 << 8);
    private const int Unique = Constraint | (8 << 8);

    private static readonly string[] s_expectations = ["aggregates.version", "timers.token", "followers.position"];

    /// <summary>Whether the statement was refused by a constraint: the transaction around it goes on.</summary>
    public static bool IsConstraint(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Constraint };

    /// <summary>
    /// A key that is taken, or a version, token or place that is another: it becomes null and is refused.
    /// </summary>
    public static bool IsRace(DbException exception) => exception is SqliteException sqlite
        && (sqlite.SqliteExtendedErrorCode is Unique or PrimaryKey
            || (sqlite.SqliteExtendedErrorCode is NotNull
                && s_expectations.Any(column => sqlite.Message.Contains(column, StringComparison.Ordinal))));

    public static StoreException Classify(DbException exception, string file)
    {
        int code = (exception as SqliteException)?.SqliteErrorCode ?? 0;
        (StoreFailure failure, string message) = code switch
        {
            Busy or Locked => (StoreFailure.Locked,
                $"Another process holds the database file {file}. Stop it, or wait until it has finished."),
            Full => (StoreFailure.Full, $"The disk of the database file {file} is full. Free space on it."),
            ReadOnly => (StoreFailure.Unusable,
                $"The database file {file} cannot be written. Let the hub's user write the file and its folder."),
            CannotOpen => (StoreFailure.Unusable,
                $"The database file {file} cannot be opened. "
                + "Set Storage:File to a file that the hub's user may read and write."),
            Corrupt or NotADatabase => (StoreFailure.Unusable,
                $"The file {file} is damaged or no SQLite database. "
                + "Restore it from a backup, or set Storage:File to another."),
            InputOutput => (StoreFailure.Unusable,
                $"Reading or writing the database file {file} failed: {exception.Message} Check the disk."),
            _ => (StoreFailure.Unusable, $"SQLite refuses a statement on {file}: {exception.Message}"),
        };
        return new StoreException(failure, message, exception);
    }
}
