using Onboarding.Model.Ids;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>A due timer is claimed by one, and an older holder cannot act.</summary>
public abstract class TimerPromises(StoreDatabase database) : StorePromises(database)
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(1);

    [StoreFact]
    public async Task A_timer_is_not_due_before_its_instant_however_finely_that_is_told()
    {
        WorkspaceId workspace = Workspace();
        DateTimeOffset due = Monday.AddTicks(1);
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, kind: "fine", due: due)));
        Task<IReadOnlyList<TimerLease>> ClaimAsync(DateTimeOffset now) => Hub.Timers.ClaimAsync(
            new TimerClaim { Kinds = ["fine"], Now = now, Max = 10, Lease = TimeSpan.FromMinutes(1) }, None);

        Assert.Empty(await ClaimAsync(due));
        Assert.Single(await ClaimAsync(Monday.AddMicroseconds(1)));
    }

    [StoreFact]
    public async Task Due_timers_are_claimed_once_the_longest_due_first()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(
            workspace,
            Events(workspace, "late", 0, due: Monday.AddHours(-1)),
            Events(workspace, "now", 0, due: Monday),
            Events(workspace, "later", 0, due: Monday.AddTicks(10)),
            Events(workspace, "never", 0)));

        Assert.Equal("late", Assert.Single(await ClaimAsync(Monday, 1)).Stream.Key);
        TimerLease lease = Assert.Single(await ClaimAsync(Monday));
        Assert.Equal((workspace, "now", Monday), (lease.Workspace, lease.Stream.Key, lease.Due));
        Assert.Empty(await ClaimAsync(Monday));
        Assert.Equal("later", Assert.Single(await ClaimAsync(Monday.AddTicks(10))).Stream.Key);
    }

    [StoreFact]
    public async Task Only_timers_of_the_kinds_that_are_asked_for_are_claimed()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(
            workspace, Events(workspace, "a", 0, due: Monday), Events(workspace, "b", 0, kind: "other", due: Monday)));

        Assert.Equal("a", Assert.Single(await ClaimAsync(Monday)).Stream.Key);
        TimerLease other = Assert.Single(
            await Hub.Timers.ClaimAsync(Claim(Monday) with { Kinds = ["other", "third"] }, None),
            lease => lease.Workspace == workspace);
        Assert.Equal("b", other.Stream.Key);
    }

    [StoreFact]
    public async Task Timers_of_busy_lanes_are_left_and_those_of_a_lane_of_that_name_elsewhere_are_not()
    {
        WorkspaceId workspace = await EmptyAsync();
        var other = new WorkspaceId($"{workspace}-o");
        await CommitAsync(Set(
            workspace,
            Events(workspace, "a", 0, due: Monday.AddHours(-2)) with { Lane = "busy" },
            Events(workspace, "b", 0, due: Monday.AddHours(-1)) with { Lane = "free" },
            Events(workspace, "c", 0, due: Monday)));
        await CommitAsync(Set(other, Events(other, "d", 0, due: Monday) with { Lane = "busy" }));

        TimerClaim claim = Claim(Monday) with { Busy = [new TimerLane(workspace, "busy")] };
        Assert.Equal(["b", "c", "d"], (await Hub.Timers.ClaimAsync(claim, None)).Select(lease => lease.Stream.Key));
        await CommitAsync(Set(
            workspace, Events(workspace, "b", 1, due: Monday.AddTicks(10)) with { Lane = "busy" }));
        claim = claim with { Now = Monday.AddTicks(10) };
        Assert.Empty(await Hub.Timers.ClaimAsync(claim, None));
        Assert.Equal(["a", "b"], (await ClaimAsync(claim.Now)).Select(lease => lease.Stream.Key));
    }

    [StoreFact]
    public async Task A_lease_that_ended_is_claimed_by_another_and_its_holder_cannot_act()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, due: Monday)));
        TimerLease first = Assert.Single(await ClaimAsync(Monday));
        Assert.Empty(await ClaimAsync(Monday + s_lease - TimeSpan.FromTicks(10)));
        TimerLease second = Assert.Single(await ClaimAsync(Monday + s_lease));
        Assert.True(second.Token > first.Token);

        await RacesAsync(Set(workspace, Events(workspace, "a", 1)) with { Leases = [first] });
        Assert.Equal(1, (await LoadAsync(workspace, "a"))!.Version);
        await CommitAsync(Set(workspace, Events(workspace, "a", 1)) with { Leases = [second] });
    }

    [StoreFact]
    public async Task A_lease_that_is_released_can_be_claimed_at_once_and_its_holder_cannot_act()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, due: Monday)));
        TimerLease dead = Assert.Single(await ClaimAsync(Monday));

        await Hub.Timers.ReleaseAsync(None);

        TimerLease next = Assert.Single(await ClaimAsync(Monday), lease => lease.Workspace == workspace);
        Assert.True(next.Token > dead.Token);
        await RacesAsync(Set(workspace, Events(workspace, "a", 1)) with { Leases = [dead] });
    }

    [StoreFact]
    public async Task A_token_goes_on_growing_when_the_timer_was_taken_away_meanwhile()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, due: Monday)));
        TimerLease paused = Assert.Single(await ClaimAsync(Monday));
        await CommitAsync(Set(workspace, Events(workspace, "a", 1)));
        Assert.Empty(await ClaimAsync(Monday.AddDays(9)));
        await CommitAsync(Set(workspace, Events(workspace, "a", 2, due: Monday)));
        Assert.Single(await ClaimAsync(Monday));

        await RacesAsync(Set(workspace, Events(workspace, "a", 3)) with { Leases = [paused] });
    }

    [StoreFact]
    public async Task Work_under_a_lease_sets_the_next_due_instant_and_frees_the_timer()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, due: Monday)));
        TimerLease lease = Assert.Single(await ClaimAsync(Monday));
        await CommitAsync(
            Set(workspace, Events(workspace, "a", 1, due: Monday.AddSeconds(1))) with { Leases = [lease] });

        Assert.Equal(Monday.AddSeconds(1), Assert.Single(await ClaimAsync(Monday.AddSeconds(1))).Due);
    }

    [StoreFact]
    public async Task A_lease_dealt_with_without_effect_ends_its_due_instant_and_only_that_one()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(
            workspace, Events(workspace, "a", 0, due: Monday), Events(workspace, "b", 0, due: Monday)));
        IReadOnlyList<TimerLease> leases = await ClaimAsync(Monday);
        await CommitAsync(Set(workspace, Events(workspace, "b", 1, due: Monday.AddHours(1))));

        await CommitAsync(Set(workspace) with { Leases = [.. leases] });
        Assert.Equal("b", Assert.Single(await ClaimAsync(Monday.AddDays(1))).Stream.Key);
    }

    [StoreFact]
    public async Task Many_who_claim_at_once_share_the_timers_without_overlap()
    {
        WorkspaceId workspace = await EmptyAsync();
        await CommitAsync(Set(
            workspace, [.. Enumerable.Range(0, 200).Select(i => Events(workspace, $"{i:D3}", 0, due: Monday))]));

        IReadOnlyList<TimerLease>[] claims =
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimAsync(Monday, 50), None)));
        IReadOnlyList<TimerLease> rest = await ClaimAsync(Monday, 200);
        string[] keys = [.. claims.SelectMany(claim => claim).Concat(rest).Select(lease => lease.Stream.Key)];
        Assert.Equal(200, keys.Length);
        Assert.Equal(200, keys.Distinct().Count());
    }

    private Task<IReadOnlyList<TimerLease>> ClaimAsync(DateTimeOffset now, int max = 100) =>
        Hub.Timers.ClaimAsync(Claim(now) with { Max = max }, None);

    private static TimerClaim Claim(DateTimeOffset now) =>
        new() { Kinds = ["tally"], Now = now, Max = 100, Lease = s_lease };

    /// <summary>Timers are claimed across workspaces, so those of tests before are put out of reach first.</summary>
    private async Task<WorkspaceId> EmptyAsync([System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        await Hub.Timers.ClaimAsync(
            Claim(Monday.AddYears(10)) with { Max = 10_000, Lease = TimeSpan.FromDays(10_000) }, None);
        return Workspace(test);
    }
}
