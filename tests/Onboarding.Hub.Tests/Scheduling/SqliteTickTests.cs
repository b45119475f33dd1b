using Onboarding.Storage;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Scheduling;

/// <summary>The ticks on SQLite, where Quartz keeps a file of its own.</summary>
public sealed class SqliteTickTests(SqliteStore store) : TickPromises, IClassFixture<SqliteStore>
{
    private static int s_files;

    protected override Task<StorageOptions> StoreAsync()
    {
        StorageOptions options = store.Options;
        options.File = $"{options.File}-{Interlocked.Increment(ref s_files)}";
        return Task.FromResult(options);
    }
}
