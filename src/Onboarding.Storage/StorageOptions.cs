using Onboarding.Sync.Journal;

namespace Onboarding.Storage;

/// <summary>Where the hub keeps itself. Bound from the section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Storage";

    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>The database file, for SQLite. Its folder must exist.</summary>
    public string File { get; set; } = "hub.db";

    /// <summary>
    /// How to reach the server, for PostgreSQL, in the form of Npgsql: <c>Host=...;Database=...;Username=...</c>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// How long a write waits for another process that holds the SQLite file, in whole seconds from 1 to 60. Five
    /// outlast a backup's lock, and a caller would not wait longer.
    /// </summary>
    public TimeSpan LockWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Connections that one process opens to PostgreSQL at most, from 1 to 500. Twenty keep a small server's processors
    /// busy; all processes together must stay below its max_connections.
    /// </summary>
    public int ConnectionMax { get; set; } = 20;

    /// <exception cref="StoreException">A setting is wrong; the message names the key and the remedy.</exception>
    public void Validate()
    {
        if (Problem() is { } problem)
        {
            throw new StoreException(StoreFailure.Unusable, problem);
        }
    }

    private string? Problem()
    {
        if (!Enum.IsDefined(Provider))
        {
            return "Storage:Provider is unknown. Set it to Sqlite or PostgreSql.";
        }

        if (LockWait < TimeSpan.FromSeconds(1) || LockWait > TimeSpan.FromMinutes(1))
        {
            return $"Storage:LockWait is {LockWait}. Set it to between 00:00:01 and 00:01:00.";
        }

        if (ConnectionMax is < 1 or > 500)
        {
            return $"Storage:ConnectionMax is {ConnectionMax}. Set it to between 1 and 500.";
        }

        return Provider == StorageProvider.Sqlite ? FileProblem() : ConnectionProblem();
    }

    private string? FileProblem()
    {
        if (string.IsNullOrWhiteSpace(File))
        {
            return "Storage:File is empty. Set it to the file that the hub shall keep its database in.";
        }

        string path = Path.GetFullPath(File);
        if (Directory.Exists(path))
        {
            return $"Storage:File is {path}, which is a folder. Set it to a file in it.";
        }

        return Directory.Exists(Path.GetDirectoryName(path))
            ? null
            : $"Storage:File is {path}, whose folder does not exist. "
                + "Create the folder, or set Storage:File to another.";
    }

    private string? ConnectionProblem() => string.IsNullOrWhiteSpace(ConnectionString)
        ? "Storage:ConnectionString is missing. Set it to that of the PostgreSQL database: "
            + "Host=...;Database=...;Username=..."
        : null;
}
