using System.Text.Json.Nodes;

using Onboarding.Model.Resources;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Samples;

using Xunit;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>What reads come to in the hub.</summary>
public sealed class ReadingTests : IAsyncLifetime
{
    private SyncBench _bench = null!;

    private LedgerWorld World => _bench.World;

    public async Task InitializeAsync() => _bench = await SyncBench.StartAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task Records_become_resources_with_references_as_keys()
    {
        LedgerScenes.Fill(World);

        await _bench.SyncWellAsync();

        ResourceState account = (await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a1"))!;
        ResourceState deal = (await _bench.ResourceAsync(ResourceKind.Opportunity, "deals", "d1"))!;
        Assert.Equal("ann@example.com", account.Values.TextOf("owner_email"), ignoreCase: true);
        Assert.Equal(SyncBench.KeyOf("accounts", "a1"), deal.Values.TextOf("account_key"));
        Assert.Equal(["Sponsor: Cy"], deal.Stakeholders.Values);
        Assert.NotNull((await _bench.ResourceAsync(ResourceKind.Opportunity, "deals", "d2"))!.WonAt);
    }

    [Fact]
    public async Task A_sync_with_nothing_new_makes_one_call_and_writes_nothing_but_its_own_row()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        await _bench.SyncWellAsync();
        World.Calls.Clear();
        _bench.Store.Commits = 0;
        int events = await EventsAsync();

        await _bench.SyncWellAsync();

        Assert.Equal(["read"], World.Calls);
        Assert.Equal(2, _bench.Store.Commits);
        Assert.Equal(events, await EventsAsync());
    }

    [Fact]
    public async Task A_full_read_takes_as_many_calls_as_the_longest_stream_has_pages()
    {
        Accounts(10);

        await _bench.SyncWellAsync();

        Assert.Equal(4, World.Calls.Count);
    }

    [Fact]
    public async Task Records_of_one_instant_are_all_read_across_page_edges()
    {
        Accounts(10);

        SyncRun run = await _bench.SyncWellAsync();

        Assert.Equal(10, run.Applied["accounts"]);
        Assert.Equal(10, (await _bench.QueryAsync("select key from aggregates where kind = 'account'")).Count);
    }

    [Fact]
    public async Task A_row_that_becomes_visible_late_is_read_by_the_overlap()
    {
        World.Put("accounts", "late", ("name", "Late"));
        World.Change("accounts", "late", row => row with { Hidden = true });
        _bench.Clock.Advance(TimeSpan.FromMinutes(2));
        World.Put("accounts", "early", ("name", "Early"));
        await _bench.SyncWellAsync();
        World.Change("accounts", "late", row => row with { Hidden = false });

        await _bench.SyncWellAsync();

        Assert.NotNull(await _bench.ResourceAsync(ResourceKind.Account, "accounts", "late"));
    }

    [Fact]
    public async Task Rows_that_have_been_read_are_not_read_for_ever()
    {
        Accounts(10);
        await _bench.SyncWellAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(6));
        await _bench.SyncWellAsync();
        World.Calls.Clear();
        _bench.Clock.Advance(TimeSpan.FromMinutes(6));

        SyncRun run = await _bench.SyncWellAsync();

        Assert.Equal(["read"], World.Calls);
        Assert.Empty(run.Read);
    }

    [Fact]
    public async Task A_row_that_becomes_visible_late_is_read_though_the_stream_was_read_to_its_end_after_it()
    {
        World.Put("accounts", "late", ("name", "Late"));
        World.Change("accounts", "late", row => row with { Hidden = true });
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        World.Put("accounts", "early", ("name", "Early"));
        for (int minute = 0; minute < 4; minute++)
        {
            await _bench.SyncWellAsync();
            _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        World.Change("accounts", "late", row => row with { Hidden = false });

        await _bench.SyncWellAsync();

        Assert.NotNull(await _bench.ResourceAsync(ResourceKind.Account, "accounts", "late"));
    }

    [Fact]
    public async Task A_platform_whose_clock_is_ahead_makes_no_row_be_missed()
    {
        World.Put("accounts", "a1", ("name", "First"));
        World.ClockAhead = TimeSpan.FromHours(3);
        await _bench.SyncWellAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        World.Put("accounts", "a2", ("name", "Second"));

        await _bench.SyncWellAsync();

        Assert.NotNull(await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a2"));
    }

    [Fact]
    public async Task A_log_of_deletes_tells_of_records_of_other_streams_and_is_read_once()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        World.Purge("accounts", "a3");
        World.Purge("deals", "d2");
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await _bench.SyncWellAsync();

        Assert.True((await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a3"))!.Deleted);
        Assert.Equal(LinkState.Deleted, (await _bench.LinkAsync("deals", "d2"))!.State);
        int events = await EventsAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await _bench.SyncWellAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        SyncRun last = await _bench.SyncWellAsync();
        Assert.Equal(events, await EventsAsync());
        Assert.Empty(last.Read);
    }

    [Fact]
    public async Task A_full_read_finds_a_change_that_no_cursor_would_show()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        await _bench.SyncWellAsync();
        World.Change("accounts", "a1", row => row with { Fields = new JsonObject { ["name"] = "Mended", ["manager"] = "u1" } });
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        await _bench.SyncWellAsync();
        Assert.Equal("Acme", await NameAsync("a1"));

        await _bench.SyncWellAsync(full: true);

        Assert.Equal("Mended", await NameAsync("a1"));
    }

    [Fact]
    public async Task A_record_that_a_full_read_does_not_show_is_reported_until_it_is_seen_or_taken_as_deleted()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        World.Change("accounts", "a2", row => row with { Hidden = true });
        World.Change("accounts", "a3", row => row with { Hidden = true });

        await _bench.SyncWellAsync(full: true);
        await _bench.SyncWellAsync(full: true);

        IReadOnlyList<DeadLetter> letters = await _bench.LettersAsync();
        Assert.Equal(["a2", "a3"], letters.Select(letter => letter.RecordKey).Order(StringComparer.Ordinal));
        Assert.All(letters, letter => Assert.Equal(1, letter.Attempts));
        Assert.False((await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a2"))!.Deleted);

        World.Change("accounts", "a2", row => row with { Hidden = false });
        await _bench.ReplayAsync(letters.Single(letter => letter.RecordKey == "a3"));
        await _bench.SyncWellAsync(full: true);

        Assert.Empty(await _bench.LettersAsync());
        Assert.False((await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a2"))!.Deleted);
        Assert.True((await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a3"))!.Deleted);
    }

    [Fact]
    public async Task A_full_read_that_shows_hardly_anything_pauses_the_connection_and_deletes_nothing()
    {
        World.PageSize = 100;
        Accounts(60);
        await _bench.SyncWellAsync();
        for (int i = 0; i < 40; i++)
        {
            World.Change("accounts", $"a{i:00}", row => row with { Hidden = true });
        }

        SyncOutcome.Ended ended = await _bench.SyncAsync(full: true);

        Assert.Contains("40 of 60 records of accounts", ended.PauseBecause, StringComparison.Ordinal);
        Assert.Empty(await _bench.QueryAsync("select 1 from links where state = 'deleted'"));
    }

    [Fact]
    public async Task The_same_page_in_another_order_changes_nothing()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        int events = await EventsAsync();
        World.Order = rows => rows.Reverse();

        await _bench.SyncWellAsync();

        Assert.Equal(events, await EventsAsync());
    }

    [Fact]
    public async Task A_deal_that_comes_before_its_account_has_the_right_key_already()
    {
        World.Put("deals", "d1", ("name", "First"), ("account", "a1"));
        await _bench.SyncWellAsync();
        World.Put("accounts", "a1", ("name", "Acme"));

        await _bench.SyncWellAsync();

        ResourceState deal = (await _bench.ResourceAsync(ResourceKind.Opportunity, "deals", "d1"))!;
        ResourceState account = (await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a1"))!;
        Assert.Equal(account.Key, deal.Values.TextOf("account_key"));
    }

    [Fact]
    public async Task An_older_row_never_overwrites_a_newer_one()
    {
        World.Put("accounts", "a1", ("name", "New"));
        await _bench.SyncWellAsync();
        World.Change("accounts", "a1", row => row with
        {
            ModifiedAt = row.ModifiedAt - TimeSpan.FromMinutes(1),
            Fields = new JsonObject { ["name"] = "Old" },
        });

        await _bench.SyncWellAsync();

        Assert.Equal("New", await NameAsync("a1"));
    }

    [Fact]
    public async Task A_tombstone_deletes_and_its_link_is_kept_and_a_record_that_is_back_restores()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        World.Remove("accounts", "a3");
        await _bench.SyncWellAsync();

        Assert.True((await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a3"))!.Deleted);
        Assert.Equal(LinkState.Deleted, (await _bench.LinkAsync("accounts", "a3"))!.State);

        World.Put("accounts", "a3", ("name", "Coil again"));
        await _bench.SyncWellAsync();

        Assert.False((await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a3"))!.Deleted);
        Assert.Equal("Coil again", await NameAsync("a3"));
    }

    [Fact]
    public async Task Many_deletes_stop_the_run_until_a_person_says_yes()
    {
        World.PageSize = 100;
        Accounts(60);
        await _bench.SyncWellAsync();
        for (int i = 0; i < 30; i++)
        {
            World.Remove("accounts", $"a{i:00}");
        }

        SyncOutcome.Ended stopped = await _bench.SyncAsync();
        Assert.Equal(SyncRunState.Failed, stopped.Run.State);
        Assert.Contains("30 of 60 records of accounts", stopped.Run.Failure, StringComparison.Ordinal);
        Assert.Empty(await _bench.QueryAsync("select 1 from links where state = 'deleted'"));

        Assert.Equal(SyncRunState.Succeeded, (await _bench.SyncAsync(deletesConfirmed: true)).Run.State);
        Assert.Equal(30, (await _bench.QueryAsync("select 1 from links where state = 'deleted'")).Count);
    }

    [Fact]
    public async Task A_record_merged_into_a_known_one_points_to_it()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        World.Remove("accounts", "a3", mergedInto: "a1");

        await _bench.SyncWellAsync();

        Assert.Equal(
            SyncBench.KeyOf("accounts", "a1"),
            (await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a3"))!.MergedInto);
    }

    [Fact]
    public async Task A_record_merged_into_an_unknown_one_lives_on_as_that()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        World.Remove("accounts", "a3", mergedInto: "a9");
        await _bench.SyncWellAsync();
        World.Put("accounts", "a9", ("name", "Coil and more"));

        await _bench.SyncWellAsync();

        Assert.Equal("Coil and more", await NameAsync("a3"));
        Assert.Equal(SyncBench.KeyOf("accounts", "a3"), (await _bench.LinkAsync("accounts", "a9"))!.ResourceKey);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_is_named_with_its_fields_and_the_others_go_on()
    {
        LedgerScenes.Fill(World);
        World.Unreadable["deals"] = "No such field: won.";

        SyncOutcome.Ended ended = await _bench.SyncAsync();

        Assert.Equal(SyncRunState.Failed, ended.Run.State);
        Assert.Contains("deals was not read: No such field: won. Mapped fields concerned: won (the hub's is_won)",
            ended.Run.Failure, StringComparison.Ordinal);
        Assert.Equal("Acme", await NameAsync("a1"));
    }

    [Fact]
    public async Task Both_sides_changed_and_the_loser_is_kept()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        await _bench.SetAsync(ResourceKind.Account, SyncBench.KeyOf("accounts", "a1"), "name", "Acme by hand", rank: 1);
        World.Put("accounts", "a1", ("name", "Acme there"));

        await _bench.SyncWellAsync();

        Assert.Equal("Acme by hand", await NameAsync("a1"));
        Assert.Equal("Acme by hand", World.Row("accounts", "a1").Text("name"));
        Assert.Equal(
            ["name|\"Acme by hand\"|\"Acme there\"|csm@example.com|connection:ledger|resolved"],
            await _bench.QueryAsync("select field, kept, lost, kept_from, lost_from, state from conflicts"));
    }

    [Fact]
    public async Task The_smallest_connector_reads_page_by_page()
    {
        await using SyncBench bench = await SyncBench.StartAsync(new RosterConnector());
        for (int i = 0; i < 5; i++)
        {
            bench.World.Put("customers", $"c{i}", ("name", $"Customer {i}"), ("field", "Steel"));
        }

        bench.World.PageSize = 2;
        SyncRun run = await bench.SyncWellAsync();

        Assert.Equal(5, run.Applied["customers"]);
        Assert.Equal(["customers", "customers", "customers"], bench.World.Calls);
    }

    private void Accounts(int count)
    {
        for (int i = 0; i < count; i++)
        {
            World.Put("accounts", $"a{i:00}", ("name", $"Account {i}"));
        }
    }

    private async Task<string?> NameAsync(string id) =>
        (await _bench.ResourceAsync(ResourceKind.Account, "accounts", id))!.Values.TextOf("name");

    private async Task<int> EventsAsync() => (await _bench.QueryAsync("select 1 from journal")).Count;
}
