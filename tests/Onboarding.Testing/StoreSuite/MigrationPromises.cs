using Onboarding.Model.Ids;
using Onboarding.Storage;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>A database is brought forward once, and one that does not fit the program is refused.</summary>
public abstract class MigrationPromises(StoreDatabase database) : StorePromises(database)
{
    [StoreFact]
    public async Task A_database_that_is_opened_again_holds_what_was_stored()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0);
        Assert.Equal(["0001_journal", "0002_sync", "0003_parts", "0004_lanes", "0005_titles"], Hub.MigrationsApplied.AsEnumerable());

        await using HubDatabase again = await OpenAsync();
        Assert.Empty(again.MigrationsApplied);
        Assert.Single(await again.Journal.ReadAsync(workspace, 0, 10, None));
    }

    [StoreFact]
    public async Task Two_processes_on_one_database_see_each_others_work()
    {
        WorkspaceId workspace = Workspace();
        await using HubDatabase other = await OpenAsync();
        await AppendAsync(workspace, "a", 0);
        await other.Journal.CommitAsync(Set(workspace, Events(workspace, "a", 1)), None);

        Assert.Equal(2, (await LoadAsync(workspace, "a"))!.Version);
        Assert.IsType<CommitOutcome.Raced>(
            await other.Journal.CommitAsync(Set(workspace, Events(workspace, "a", 1)), None));
    }

    [StoreFact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await Database.ExecuteAsync(
            "insert into schema_migrations (number, name, checksum, applied_at) values (9999, '9999_later', 'x', 0)");
        StoreException refused = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Equal(StoreFailure.Unusable, refused.Failure);
        Assert.Contains("9999_later", refused.Message, StringComparison.Ordinal);
        await Database.ExecuteAsync("delete from schema_migrations where number = 9999");
    }

    [StoreFact]
    public async Task A_database_with_an_altered_migration_is_refused()
    {
        await Database.ExecuteAsync("update schema_migrations set checksum = 'x' || checksum where number = 1");
        StoreException refused = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Equal(StoreFailure.Unusable, refused.Failure);
        Assert.Contains("0001_journal", refused.Message, StringComparison.Ordinal);
        await Database.ExecuteAsync("update schema_migrations set checksum = substr(checksum, 2) where number = 1");
    }

    private Task<HubDatabase> OpenAsync() => HubDatabase.OpenAsync(Database.Options, Database.Clock, None);
}
