using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>
/// The hash chain shows what was changed, removed or put in, and states are what their events come to.
/// </summary>
public abstract class SealPromises(StoreDatabase database) : StorePromises(database)
{
    [StoreFact]
    public async Task Events_are_sealed_in_batches_and_verified()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0, 5);
        Assert.Equal(3, await Hub.Seal.SealAsync(workspace, 3, None));
        Assert.Equal((3, 2), await CountsAsync(workspace));
        Assert.Equal(2, await Hub.Seal.SealAsync(workspace, 3, None));
        Assert.Equal(0, await Hub.Seal.SealAsync(workspace, 3, None));

        JournalCheck check = await Hub.Seal.VerifyAsync(workspace, None);
        string seal = (await FollowAsync(workspace))
            .Aggregate(EventHash.ChainStart, (before, e) => EventHash.Seal(before, e.Position, e.Hash));
        Assert.Equal(new JournalCheck(5, 0, seal, null), check);
    }

    [StoreFact]
    public async Task A_journal_longer_than_a_page_is_verified_to_its_end()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0, 2500);
        Assert.Equal(2300, await Hub.Seal.SealAsync(workspace, 2300, None));
        Assert.Equal((2300, 200), await CountsAsync(workspace));

        long last = (await FollowAsync(workspace))[2299].Position;
        await Database.ExecuteAsync($"delete from journal where workspace = '{workspace}' and position = {last}");
        Assert.Equal(new JournalBreak(last, JournalBreakKind.Missing), await BreakAsync(workspace));
    }

    [StoreFact]
    public async Task Two_who_seal_at_once_make_one_chain()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0, 50);
        int[] sealedBy = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Hub.Seal.SealAsync(workspace, 100, None), None)));

        Assert.Equal(50, sealedBy.Sum());
        Assert.Equal((50, 0), await CountsAsync(workspace));
    }

    [StoreFact]
    public Task A_changed_event_is_found() => FindsAsync(
        JournalBreakKind.Changed,
        (w, p) => $"update journal set payload = '[]' where workspace = '{w}' and position = {p}");

    [StoreFact]
    public Task A_changed_event_with_a_hash_to_match_is_found() => FindsAsync(
        JournalBreakKind.SealBroken,
        (w, p) => $"update journal set actor = 'eve@acme.example', hash = '{ForgedHash(w)}' "
            + $"where workspace = '{w}' and position = {p}");

    [StoreFact]
    public Task A_removed_event_is_found() => FindsAsync(
        JournalBreakKind.Missing, (w, p) => $"delete from journal where workspace = '{w}' and position = {p}");

    [StoreFact]
    public Task An_event_whose_seal_was_removed_is_found() => FindsAsync(
        JournalBreakKind.Inserted, (w, p) => $"delete from seals where workspace = '{w}' and position = {p}");

    [StoreFact]
    public Task An_altered_seal_is_found() => FindsAsync(
        JournalBreakKind.SealBroken,
        (w, p) => $"update seals set seal = '{EventHash.ChainStart}' where workspace = '{w}' and position = {p}");

    [StoreFact]
    public async Task A_changed_event_is_found_before_it_is_sealed()
    {
        WorkspaceId workspace = Workspace();
        long position = await AppendAsync(workspace, "a", 0);
        await Database.ExecuteAsync($"update journal set cause = 'call:2' where position = {position}");
        Assert.Equal(new JournalBreak(position, JournalBreakKind.Changed), await BreakAsync(workspace));
    }

    [StoreFact]
    public async Task Rebuilt_states_are_those_that_are_kept()
    {
        WorkspaceId workspace = Workspace();
        for (int i = 0; i < 120; i++)
        {
            await AppendAsync(workspace, $"{i:D3}", 0, 1 + (i % 5));
        }

        Assert.Empty(await DifferencesAsync(workspace));
    }

    [StoreFact]
    public async Task A_state_that_was_altered_or_lost_is_found_with_what_it_should_be()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "altered", 0, 2);
        await AppendAsync(workspace, "cut", 0, 2);
        await AppendAsync(workspace, "lost", 0, 3);
        await AppendAsync(workspace, "well", 0, 4);
        await Database.ExecuteAsync(
            $"update aggregates set state = '{Tally.State(9)}' where workspace = '{workspace}' and key = 'altered'");
        await Database.ExecuteAsync(
            $"delete from journal where workspace = '{workspace}' and key = 'cut' and version = 2");
        await Database.ExecuteAsync($"delete from aggregates where workspace = '{workspace}' and key = 'lost'");
        await AppendAsync(workspace, "torn", 0, 2);
        await Database.ExecuteAsync(
            $"update aggregates set part = 'gone' where workspace = '{workspace}' and key = 'torn'");

        Assert.Equal(
            [
                new StateDifference(Tally.Kind.Stream("altered"), 2, Tally.State(9), Tally.State(2)),
                new StateDifference(Tally.Kind.Stream("cut"), 2, Tally.State(2), Tally.State(1)),
                new StateDifference(Tally.Kind.Stream("lost"), 3, null, Tally.State(3)),
                new StateDifference(Tally.Kind.Stream("torn"), 2, null, Tally.State(2)),
            ],
            (await DifferencesAsync(workspace)).AsEnumerable());
    }

    private static string ForgedHash(WorkspaceId workspace) => EventHash.Of(
        workspace, Tally.Kind.Stream("a"), 2, "added", Tally.Event(1), new Origin("eve@acme.example", "call:1"),
        Monday);

    private async Task FindsAsync(JournalBreakKind kind, Func<WorkspaceId, long, string> tamper)
    {
        WorkspaceId workspace = Workspace($"{kind}{tamper.Method.Name}");
        await AppendAsync(workspace, "a", 0, 4);
        await Hub.Seal.SealAsync(workspace, 10, None);
        long second = (await FollowAsync(workspace))[1].Position;
        await Database.ExecuteAsync(tamper(workspace, second));

        JournalCheck check = await Hub.Seal.VerifyAsync(workspace, None);
        Assert.Equal(new JournalBreak(second, kind), check.Break);
        Assert.Equal(1, check.Verified);
    }

    private async Task<(long Verified, long Unsealed)> CountsAsync(WorkspaceId workspace)
    {
        JournalCheck check = await Hub.Seal.VerifyAsync(workspace, None);
        Assert.Null(check.Break);
        return (check.Verified, check.Unsealed);
    }

    private async Task<JournalBreak?> BreakAsync(WorkspaceId workspace) =>
        (await Hub.Seal.VerifyAsync(workspace, None)).Break;

    private async Task<ImmutableArray<StateDifference>> DifferencesAsync(WorkspaceId workspace)
    {
        var found = ImmutableArray.CreateBuilder<StateDifference>();
        await foreach (StateDifference difference in Hub.StateCheck.DifferencesAsync(workspace, [Tally.Kind], None))
        {
            found.Add(difference);
        }

        return found.DrainToImmutable();
    }
}
