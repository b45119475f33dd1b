using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

using Onboarding.Storage;
using Onboarding.Storage.Databases.Sqlite;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>A setting or a file that does not serve is refused at once, and the message says what to do.</summary>
public sealed class StorageOptionsTests(SqliteStore store) : IClassFixture<SqliteStore>
{
    private string Folder => Path.GetDirectoryName(store.Options.File)!;

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        string file = Path.Combine(Folder, "absent", "hub.db");
        Assert.Contains(
            $"Storage:File is {file}, whose folder does not exist. Create the folder",
            (await RefusedAsync(new StorageOptions { File = file })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Storage:File is empty")]
    [InlineData("/", "which is a folder")]
    public async Task A_file_that_cannot_be_one_is_refused(string file, string message) => Assert.Contains(
        message, (await RefusedAsync(new StorageOptions { File = file })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_connection_string_that_is_missing_or_cannot_be_read_is_named()
    {
        var options = new StorageOptions { Provider = StorageProvider.PostgreSql };
        Assert.StartsWith(
            "Storage:ConnectionString is missing.", (await RefusedAsync(options)).Message, StringComparison.Ordinal);
        options.ConnectionString = "Hoost=x";
        Assert.StartsWith(
            "Storage:ConnectionString cannot be read.", (await RefusedAsync(options)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bounds_out_of_range_are_named()
    {
        Assert.StartsWith(
            "Storage:LockWait", (await RefusedAsync(new StorageOptions { LockWait = TimeSpan.Zero })).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Storage:ConnectionMax", (await RefusedAsync(new StorageOptions { ConnectionMax = 0 })).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Storage:Provider", (await RefusedAsync(new StorageOptions { Provider = (StorageProvider)7 })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transient_failure()
    {
        var options = new StorageOptions
        {
            Provider = StorageProvider.PostgreSql,
            ConnectionString = "Host=127.0.0.1;Port=1;Database=hub;Username=hub",
        };
        StoreException failed = await RefusedAsync(options);
        Assert.Equal(StoreFailure.Unavailable, failed.Failure);
        Assert.True(failed.IsTransient);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        string file = Path.Combine(Folder, "letter.txt");
        string text = string.Concat(Enumerable.Repeat("Dear customer, ", 100));
        await File.WriteAllTextAsync(file, text);

        StoreException refused = await RefusedAsync(new StorageOptions { File = file });
        Assert.Equal(StoreFailure.Unusable, refused.Failure);
        Assert.Contains("no SQLite database", refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_file_that_another_process_holds_is_a_transient_failure()
    {
        await using var other = new SqliteConnection($"Data Source={store.Options.File};Pooling=false");
        await other.OpenAsync();
        await using SqliteTransaction held = other.BeginTransaction();
        StorageOptions options = store.Options;
        options.LockWait = TimeSpan.FromSeconds(1);

        StoreException failed = await RefusedAsync(options);
        Assert.Equal((StoreFailure.Locked, true), (failed.Failure, failed.IsTransient));
        Assert.Contains(options.File, failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, StoreFailure.Full, true)]
    [InlineData(5, StoreFailure.Locked, true)]
    [InlineData(8, StoreFailure.Unusable, false)]
    [InlineData(10, StoreFailure.Unusable, false)]
    [InlineData(11, StoreFailure.Unusable, false)]
    [InlineData(14, StoreFailure.Unusable, false)]
    public void A_failure_of_SQLite_names_the_file_and_says_whether_it_passes(int code, StoreFailure failure, bool passes)
    {
        StoreException classified = SqliteFailures.Classify(new SqliteException("it failed", code), "/srv/hub.db");
        Assert.Equal((failure, passes), (classified.Failure, classified.IsTransient));
        Assert.Contains("/srv/hub.db", classified.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stores_are_services_and_are_closed_with_the_host()
    {
        var options = new StorageOptions { File = Path.Combine(Folder, "services.db") };
        HubDatabase database = await HubDatabase.OpenAsync(options, store.Clock, CancellationToken.None);
        await using (ServiceProvider services = new ServiceCollection().AddStorage(database).BuildServiceProvider())
        {
            Assert.Same(database.Journal, services.GetRequiredService<IJournalStore>());
            Assert.Same(database.Timers, services.GetRequiredService<ITimerStore>());
        }

        File.Delete(options.File);
        Assert.False(File.Exists(options.File + "-wal"));
    }

    private Task<StoreException> RefusedAsync(StorageOptions options) => Assert.ThrowsAsync<StoreException>(
        () => HubDatabase.OpenAsync(options, store.Clock, CancellationToken.None));
}
