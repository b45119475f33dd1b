using Onboarding.Model.Ids;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>A repeated call is recognised, whoever makes it when.</summary>
public abstract class RequestPromises(StoreDatabase database) : StorePromises(database)
{
    [StoreFact]
    public async Task A_call_that_was_answered_is_found_by_its_request_id()
    {
        WorkspaceId workspace = Workspace();
        var stamp = new RequestStamp("request-1", "print", "tally/a");
        Assert.Null((await Journal.LoadAsync(workspace, [], "request-1", None)).EarlierRequest);

        await CommitAsync(Set(workspace, Events(workspace, "a", 0)) with { Request = stamp });
        Assert.Equal(stamp, (await Journal.LoadAsync(workspace, [], "request-1", None)).EarlierRequest);
        Assert.Null((await Journal.LoadAsync(workspace, [], "request-2", None)).EarlierRequest);
        Assert.Null((await Journal.LoadAsync(workspace, [], null, None)).EarlierRequest);
    }

    [StoreFact]
    public async Task The_second_of_two_calls_with_one_request_id_races()
    {
        WorkspaceId workspace = Workspace();
        var stamp = new RequestStamp("request-1", "print", "tally/a");
        await CommitAsync(Set(workspace, Events(workspace, "a", 0)) with { Request = stamp });

        await RacesAsync(Set(workspace, Events(workspace, "b", 0)) with { Request = stamp });
        Assert.Null(await LoadAsync(workspace, "b"));
    }

    [StoreFact]
    public async Task A_stamp_is_forgotten_when_its_time_is_over_and_not_before()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace) with { Request = new RequestStamp("request-1", "print", "tally/a") });
        DateTimeOffset made = Database.Clock.GetUtcNow();

        await Hub.Housekeeping.PruneAsync(made, made, None);
        Assert.NotNull((await Journal.LoadAsync(workspace, [], "request-1", None)).EarlierRequest);
        await Hub.Housekeeping.PruneAsync(made, made.AddSeconds(1), None);
        Assert.Null((await Journal.LoadAsync(workspace, [], "request-1", None)).EarlierRequest);
    }
}
