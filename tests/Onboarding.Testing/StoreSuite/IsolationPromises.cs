using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>Nothing of one workspace is seen or touched from another.</summary>
public abstract class IsolationPromises(StoreDatabase database) : StorePromises(database)
{
    private static readonly ConnectionId s_crm = new("crm");
    private static readonly Guid s_id = IdSource.From("isolated");

    [StoreFact]
    public async Task No_reader_of_another_workspace_sees_anything()
    {
        await CommitAsync(Full(Workspace()));
        WorkspaceId other = Workspace("another");

        LoadedStreams loaded = await Journal.LoadAsync(other, [new StreamId("tally", "a")], "request", None);
        Assert.Empty(loaded.Aggregates);
        Assert.Null(loaded.EarlierRequest);
        Assert.Empty(await Journal.ReadAsync(other, 0, 10, None));
        Assert.Empty(await Journal.ReadStreamAsync(other, new StreamId("tally", "a"), 0, 10, None));
        Assert.Empty(await Journal.ChildrenAsync(other, "tally", ["p"], None));
        Assert.Equal(0, await Journal.FollowerPositionAsync(other, "mail", None));
        Assert.Empty(await Hub.Links.ByExternalIdsAsync(other, s_crm, "accounts", ["x"], None));
        Assert.Empty(await Hub.Links.ByResourcesAsync(other, s_crm, ["r"], None));
        Assert.Empty(await Hub.Links.UnsettledAsync(other, s_crm, null, 10, None));
        Assert.Empty(await Hub.Sync.CheckpointsAsync(other, s_crm, None));
        Assert.Empty(await Hub.Sync.DeadLettersAsync(other, s_crm, DeadLetterState.Open, 10, None));
        Assert.Empty(await Hub.Sync.DeadLettersAsync(other, [s_id], None));
        Assert.Equal(0, await Hub.Sync.DeadLettersSinceAsync(other, s_crm, DateTimeOffset.UnixEpoch, None));
        Assert.Null(await Hub.Sync.RunAsync(other, s_id, None));
        Assert.Empty(await Hub.Sync.RunningAsync(other, None));
    }

    [StoreFact]
    public async Task No_list_of_another_workspace_shows_anything()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Full(workspace));
        await Hub.Sync.SpendCallsAsync(workspace, s_crm, Monday, 5, Monday, None);
        WorkspaceId other = Workspace("another");

        Assert.Empty(await Hub.Aggregates.PageAsync(other, "tally", new AggregateFilter(), null, 10, None));
        Assert.Empty(await Hub.Events.OldestFirstAsync(other, null, 0, 10, None));
        Assert.Empty(await Hub.Events.NewestFirstAsync(other, null, null, 10, None));
        Assert.Empty(await Hub.Runs.PageAsync(other, null, null, null, 10, None));
        Assert.Empty(await Hub.DeadLetters.PageAsync(other, null, null, null, 10, None));
        Assert.Empty(await Hub.Conflicts.PageAsync(other, null, null, null, 10, None));
        Assert.Equal(1, await Hub.Sync.SpendCallsAsync(other, s_crm, Monday, 1, Monday, None));
        Assert.Equal(0, await Hub.Seal.SealAsync(other, 10, None));
        Assert.Equal(0, (await Hub.Seal.VerifyAsync(other, None)).Unsealed);
    }

    [StoreFact]
    public async Task Two_workspaces_hold_the_same_keys_side_by_side()
    {
        WorkspaceId one = Workspace(), two = Workspace("two");
        await CommitAsync(Full(one));
        await CommitAsync(Full(two));
        await AppendAsync(one, "a", 1);

        Assert.Equal(2, (await LoadAsync(one, "a"))!.Version);
        Assert.Equal(1, (await LoadAsync(two, "a"))!.Version);
        await CommitAsync(Set(one) with { LinksRemoved = [Full(one).Links[0].Key] });
        Assert.Single(await Hub.Links.ByResourcesAsync(two, s_crm, ["r"], None));
    }

    [StoreFact]
    public async Task Workspaces_are_listed_in_ordinal_order()
    {
        foreach (string slug in (string[])["ws-b", "ws-a1", "ws-a-2"])
        {
            var workspace = new WorkspaceId(slug);
            await CommitAsync(Set(workspace, Events(workspace, slug, 0, kind: "workspace")));
        }

        Assert.Equal(["ws-a-2", "ws-a1", "ws-b"], (await Journal.WorkspacesAsync(None)).Select(w => w.Value));
    }

    private static WriteSet Full(WorkspaceId workspace) => Set(
        workspace, Events(workspace, "a", 0, parent: "p", due: Monday.AddYears(50))) with
    {
        Request = new RequestStamp("request", "print", "tally/a"),
        Links =
        [
            new()
            {
                Connection = s_crm, Stream = "accounts", ResourceKey = "r", ExternalId = "x", State = default,
                Base = FieldMap.None, Dirty = true,
            },
        ],
        Checkpoints = [new(s_crm, "accounts", "cursor", Monday)],
        Followers = [new("mail", 9, 0)],
        Run = new()
        {
            Id = s_id, Connection = s_crm, State = SyncRunState.Running, StartedBy = "schedule", StartedAt = Monday,
        },
        DeadLetters =
        [
            new()
            {
                Id = s_id, Connection = s_crm, Stream = "accounts", RecordKey = "x", Outbound = false, Record = "{}",
                Reason = "no", Attempts = 1, State = DeadLetterState.Open, FailedAt = Monday,
            },
        ],
        Conflicts =
        [
            new()
            {
                Id = s_id, Connection = s_crm, Stream = "accounts", ResourceKey = "r", Field = "name",
                Kept = FieldValue.Nothing, Lost = FieldValue.Blank, KeptFrom = "a", LostFrom = "b",
                State = ConflictState.Open, FoundAt = Monday,
            },
        ],
    };
}
