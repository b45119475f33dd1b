namespace Onboarding.Storage;

/// <summary>The databases that the hub can keep itself in.</summary>
public enum StorageProvider
{
    /// <summary>A file beside the process; nothing is installed, and one process uses it.</summary>
    Sqlite,

    /// <summary>A server, for any number of hub processes.</summary>
    PostgreSql,
}
