using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>Checkpoints, runs, dead letters, conflicts and spent calls.</summary>
public abstract class SyncPromises(StoreDatabase database) : StorePromises(database)
{
    private static readonly ConnectionId s_crm = new("crm");

    [StoreFact]
    public async Task A_checkpoint_moves_with_what_it_covers_or_not_at_all()
    {
        WorkspaceId workspace = Workspace();
        var first = new Checkpoint(s_crm, "accounts", "cursor-1", Monday);
        await CommitAsync(Set(workspace, Events(workspace, "a", 0)) with { Checkpoints = [first] });

        await RacesAsync(Set(workspace, Events(workspace, "a", 0)) with
        {
            Checkpoints = [first with { Cursor = "cursor-2" }],
            Run = Run(1),
            DeadLetters = [Letter(1)],
            Conflicts = [Conflict(1)],
            Followers = [new("mail", 9, 0)],
            Links =
            [
                new()
                {
                    Connection = s_crm, Stream = "s", ResourceKey = "r", ExternalId = "x", State = default,
                    Base = FieldMap.None,
                },
            ],
        });

        Assert.Equal(first, (await Hub.Sync.CheckpointsAsync(workspace, s_crm, None))["accounts"]);
        Assert.Null(await Hub.Sync.RunAsync(workspace, Run(1).Id, None));
        Assert.Empty(await Hub.Sync.DeadLettersAsync(workspace, [Letter(1).Id], None));
        Assert.Empty(await Hub.Conflicts.PageAsync(workspace, null, null, null, 10, None));
        Assert.Empty(await Hub.Links.ByResourcesAsync(workspace, s_crm, ["r"], None));
        Assert.Equal(0, await Journal.FollowerPositionAsync(workspace, "mail", None));
    }

    [StoreFact]
    public async Task Checkpoints_are_replaced_and_read_by_stream()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace) with
        {
            Checkpoints =
            [
                new(s_crm, "accounts", "1", Monday), new(s_crm, "contacts", "2", Monday),
                new(new("cs"), "accounts", "3", Monday),
            ],
        });
        await CommitAsync(Set(workspace) with { Checkpoints = [new(s_crm, "accounts", "4", Monday.AddHours(1))] });

        IReadOnlyDictionary<string, Checkpoint> saved = await Hub.Sync.CheckpointsAsync(workspace, s_crm, None);
        Assert.Equal(["accounts:4", "contacts:2"], saved.Select(pair => $"{pair.Key}:{pair.Value.Cursor}"));
    }

    [StoreFact]
    public async Task A_run_is_read_back_as_it_was_and_replaced_when_it_ends()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace) with { Run = Run(1) });
        await CommitAsync(Set(workspace) with { Run = Run(2) });
        Assert.Equal(
            Enumerable.Order([Run(1).Id, Run(2).Id]),
            (await Hub.Sync.RunningAsync(workspace, None)).Select(run => run.Id).Order());

        SyncRun ended = Run(1) with
        {
            State = SyncRunState.Failed,
            EndedAt = Monday.AddMinutes(5),
            Read = SyncRun.Counts.Add("accounts", 7),
            DeadLetters = 2,
            Calls = 9,
            Failure = "The token was refused; sign in again.",
        };
        await CommitAsync(Set(workspace) with { Run = ended });
        SyncRun? stored = await Hub.Sync.RunAsync(workspace, ended.Id, None);
        Assert.Equal([KeyValuePair.Create("accounts", 7)], stored!.Read);
        Assert.Equal(ended with { Read = stored.Read, Applied = stored.Applied, Written = stored.Written }, stored);
        Assert.Equal([Run(2).Id], (await Hub.Sync.RunningAsync(workspace, None)).Select(run => run.Id));
    }

    [StoreFact]
    public async Task Dead_letters_are_listed_oldest_first_counted_and_replaced()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace) with
        {
            DeadLetters = [Letter(3), Letter(1), Letter(2) with { State = DeadLetterState.Resolved }],
        });

        IReadOnlyList<DeadLetter> open =
            await Hub.Sync.DeadLettersAsync(workspace, s_crm, DeadLetterState.Open, 10, None);
        Assert.Equal([Letter(1), Letter(3)], open);
        Assert.Single(await Hub.Sync.DeadLettersAsync(workspace, s_crm, DeadLetterState.Open, 1, None));
        Assert.Equal(2, await Hub.Sync.DeadLettersSinceAsync(workspace, s_crm, Monday.AddMinutes(1), None));
        Assert.Equal(1, await Hub.Sync.DeadLettersSinceAsync(workspace, s_crm, Monday.AddMinutes(2), None));

        DeadLetter again = Letter(1) with { Attempts = 2, State = DeadLetterState.Replaying };
        await CommitAsync(Set(workspace) with { DeadLetters = [again] });
        Assert.Equal([again], await Hub.Sync.DeadLettersAsync(workspace, [again.Id, Letter(99).Id], None));
    }

    [StoreFact]
    public async Task Calls_are_counted_over_a_sliding_window_and_never_too_low()
    {
        WorkspaceId workspace = Workspace();
        Assert.Equal(3, await SpendAsync(workspace, 0, 3));
        Assert.Equal(5, await SpendAsync(workspace, 30, 2));
        Assert.Equal(9, await SpendAsync(workspace, 60, 4));
        Assert.Equal(7, await SpendAsync(workspace, 61, 1));
        Assert.Equal(7, await SpendAsync(workspace, 61, 0));

        await Hub.Housekeeping.PruneAsync(Monday.AddSeconds(61), DateTimeOffset.UnixEpoch, None);
        Assert.Equal(1, await SpendAsync(workspace, 61, 0));
    }

    [StoreFact]
    public async Task Calls_spent_at_once_are_all_counted()
    {
        WorkspaceId workspace = Workspace();
        int[] counts =
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => SpendAsync(workspace, 0, 1), None)));
        Assert.Equal(Enumerable.Range(1, 16), counts.Order());
    }

    private Task<int> SpendAsync(WorkspaceId workspace, int second, int calls) => Hub.Sync.SpendCallsAsync(
        workspace, s_crm, Monday.AddSeconds(second), calls, Monday.AddSeconds(second - 60), None);

    private static SyncRun Run(int number) => new()
    {
        Id = IdSource.From("run", Text(number)),
        Connection = s_crm,
        State = SyncRunState.Running,
        StartedBy = "schedule",
        StartedAt = Monday.AddMinutes(number),
    };

    private static DeadLetter Letter(int number) => new()
    {
        Id = IdSource.From("letter", Text(number)),
        Connection = s_crm,
        Stream = "accounts",
        RecordKey = $"x{number}",
        Outbound = number == 3,
        Record = """{"Id":"x"}""",
        Reason = "The tier 'Gold' is not one of the tiers; add it or mend the record.",
        Attempts = 1,
        State = DeadLetterState.Open,
        FailedAt = Monday.AddMinutes(number),
    };

    private static Conflict Conflict(int number) => new()
    {
        Id = IdSource.From("conflict", Text(number)),
        Connection = s_crm,
        Stream = "accounts",
        ResourceKey = "r",
        Field = "name",
        Kept = FieldValue.Nothing,
        Lost = FieldValue.OfText("Acme"),
        KeptFrom = "ann@acme.example",
        LostFrom = "connection:crm",
        State = ConflictState.Open,
        FoundAt = Monday.AddMinutes(number),
    };
}
