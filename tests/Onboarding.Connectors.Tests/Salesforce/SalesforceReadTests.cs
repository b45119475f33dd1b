using System.Collections.Immutable;
using System.Text;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Connectors.Streams;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

public sealed class SalesforceReadTests
{
    private static readonly DateOnly s_close = new(2026, 4, 1);

    [Fact]
    public async Task An_idle_poll_of_all_streams_is_one_call()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        bench.World.AddAccount("Acme");
        ImmutableArray<StreamRead> reads = [.. SalesforceBench.Streams.Select(stream => SalesforceBench.Read(stream))];
        ImmutableArray<PageOutcome> first = await bench.PagesAsync(reads);
        bench.Sandbox.Calls.Reset();

        ImmutableArray<StreamRead> idle =
            [.. reads.Zip(first).Select(pair => pair.First with { Cursor = ((PageOutcome.Page)pair.Second).Cursor })];
        ImmutableArray<PageOutcome> pages = await bench.PagesAsync(idle);

        Assert.Equal((1, 1), (bench.Sandbox.Calls.Total, bench.Sandbox.Calls.Of(SalesforceCallKind.Composite)));
        Assert.Equal(5, pages.Length);
        Assert.All(pages, page => Assert.Empty(Assert.IsType<PageOutcome.Page>(page).Records));
        Assert.All(pages, page => Assert.Null(((PageOutcome.Page)page).Cursor));
    }

    [Fact]
    public async Task Rows_that_share_a_stamp_come_once_each_over_the_edges_of_pages_and_of_runs()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(new() { PageRowsMax = 100 });
        string[] made = [.. Enumerable.Range(0, 250).Select(n => bench.World.AddAccount($"A{n}"))];

        PageOutcome.Page one = await bench.PageAsync(SalesforceBench.Read("Account", ["Name"]));
        PageOutcome.Page two = await bench.PageAsync(SalesforceBench.Read("Account", ["Name"], one.Cursor, one.PageToken));
        // The run ends here; the next one has the cursor and nothing else.
        (List<PlatformRecord> rest, _) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"], two.Cursor));

        Assert.Equal(
            made.Order(StringComparer.Ordinal), one.Records.Concat(two.Records).Concat(rest).Select(record => record.Id));
    }

    [Fact]
    public async Task A_row_that_changes_under_the_reader_does_not_carry_the_cursor_past_rows_that_were_not_read()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(
            new() { PageRowsMax = 100, CursorLifetime = TimeSpan.FromDays(1) });
        string[] made = [.. Enumerable.Range(0, 200).Select(n => bench.World.AddAccount($"A{n}"))];
        PageOutcome.Page one = await bench.PageAsync(SalesforceBench.Read("Account", ["Name"]));

        bench.Clock.Advance(TimeSpan.FromHours(1));
        string late = bench.World.AddAccount("Not in the query");
        bench.Clock.Advance(TimeSpan.FromHours(1));
        bench.World.SetField(made[^1], "Phone", "1");
        PageOutcome.Page two = await bench.PageAsync(SalesforceBench.Read("Account", ["Name"], one.Cursor, one.PageToken));
        (List<PlatformRecord> next, _) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"], two.Cursor));

        Assert.False(two.More);
        Assert.Contains(next, record => record.Id == late);
        Assert.Contains(next, record => record.Id == made[^1]);
    }

    [Fact]
    public async Task The_overlap_finds_a_row_that_became_visible_behind_the_cursor()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        string hidden = "";
        bench.World.CommitLate(TimeSpan.FromMinutes(5), () => hidden = bench.World.AddAccount("Late"));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        string seen = bench.World.AddAccount("Prompt");
        (List<PlatformRecord> first, string? cursor) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"]));

        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        (List<PlatformRecord> without, _) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"], cursor));
        string stepped = bench.Platform.StepBack(cursor!, SalesforceBench.Connector.Descriptor.Overlap);
        (List<PlatformRecord> with, _) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"], stepped));

        Assert.Equal([seen], first.Select(record => record.Id));
        Assert.Empty(without);
        Assert.Equal([hidden, seen], with.Select(record => record.Id));
    }

    [Fact]
    public async Task Deleted_and_merged_rows_come_as_tombstones_and_a_merge_names_the_row_that_won()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        (string master, string loser, string gone) =
            (bench.World.AddAccount("Master"), bench.World.AddAccount("Loser"), bench.World.AddAccount("Gone"));
        (_, string? cursor) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"]));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        bench.World.Merge(master, [loser]);
        bench.World.Delete(gone);

        (List<PlatformRecord> changed, _) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"], cursor));

        Assert.Equal(
            [(gone, true, (string?)null), (loser, true, master), (master, false, null)],
            changed.Select(record => (record.Id, record.Deleted, record.MergedInto))
                .OrderBy(seen => seen.Id == gone ? 0 : seen.Id == loser ? 1 : 2));
    }

    [Fact]
    public async Task A_page_shorter_than_asked_for_is_not_taken_for_the_last()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        for (int n = 0; n < 50; n++)
        {
            bench.World.AddAccount($"A{n}");
        }

        bench.Sandbox.FailNext(SalesforceFault.ShortPage);
        (List<PlatformRecord> records, _) = await bench.ReadAllAsync(SalesforceBench.Read("Account", ["Name"]));

        Assert.Equal(50, records.DistinctBy(record => record.Id).Count());
        Assert.Equal(1, bench.Sandbox.Calls.Of(SalesforceCallKind.QueryMore));
    }

    [Fact]
    public async Task An_expired_place_in_a_query_is_told_for_its_stream_alone()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(new() { PageRowsMax = 1 });
        bench.World.AddAccount("A");
        bench.World.AddAccount("B");
        PageOutcome.Page one = await bench.PageAsync(SalesforceBench.Read("Account", ["Name"]));
        bench.Sandbox.ExpireCursors();
        StreamRead further = SalesforceBench.Read("Account", ["Name"], one.Cursor, one.PageToken);

        var alone = await Assert.ThrowsAsync<ConnectorException>(() => bench.PagesAsync(further));
        ImmutableArray<PageOutcome> together = await bench.PagesAsync(further, SalesforceBench.Read("User", ["Name"]));

        Assert.Equal(FailureKind.PageExpired, alone.Failure.Kind);
        Assert.Equal(FailureKind.PageExpired, Assert.IsType<PageOutcome.Failed>(together[0]).Failure.Kind);
        Assert.NotEmpty(Assert.IsType<PageOutcome.Page>(together[1]).Records);
    }

    [Fact]
    public async Task A_field_that_was_taken_away_is_named_and_the_other_streams_go_on()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        bench.World.RevokeField("Opportunity", "Hub_Goals__c");

        ImmutableArray<PageOutcome> pages =
            await bench.PagesAsync([.. SalesforceBench.Streams.Select(stream => SalesforceBench.Read(stream))]);

        Failure failure = Assert.IsType<PageOutcome.Failed>(pages[SalesforceBench.Streams.IndexOf("Opportunity")]).Failure;
        Assert.Equal(FailureKind.Misconfigured, failure.Kind);
        Assert.Contains("Hub_Goals__c", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, pages.OfType<PageOutcome.Page>().Count());
    }

    [Fact]
    public async Task A_new_role_in_a_deal_is_read_though_the_deal_did_not_change()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        string account = bench.World.AddAccount("Acme");
        string deal = bench.World.AddOpportunity(account, "Deal", s_close);
        string contact = bench.World.AddContact(
            account, "Ames", SalesforceWorld.Fields(("FirstName", "Ada"), ("Email", "ada@acme.example")));
        (_, string? deals) = await bench.ReadAllAsync(SalesforceBench.Read("Opportunity", ["Name"]));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        bench.World.AddContactRole(deal, contact, "Economic Buyer");

        (List<PlatformRecord> changed, _) = await bench.ReadAllAsync(SalesforceBench.Read("Opportunity", ["Name"], deals));
        (List<PlatformRecord> roles, _) = await bench.ReadAllAsync(SalesforceBench.Read("OpportunityContactRole"));

        Assert.Empty(changed);
        Assert.Equal("Economic Buyer", (string)roles.Single().Fields["Role"]!);
        Assert.Equal("ada@acme.example", (string)roles.Single().Fields["Contact"]!["Email"]!);
    }

    [Theory]
    [InlineData("0015e00000A1bCd")]
    [InlineData("0015e00000A1bCdAAJ")]
    [InlineData("0015E00000a1BcDaaj")]
    public void An_id_of_15_or_18_characters_in_any_case_is_one_identity(string told)
    {
        PlatformRecord record = Single($$"""
            {"Id":"{{told}}","SystemModstamp":"2026-03-04T05:06:07.000+0000","IsDeleted":true,
             "MasterRecordId":"0015e00000A1bCd"}
            """);

        Assert.Equal("0015e00000A1bCdAAJ", record.Id);
        Assert.Equal("0015e00000A1bCdAAJ", record.MergedInto);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), record.ModifiedAt);
    }

    [Fact]
    public void A_field_name_that_is_none_never_reaches_a_query()
    {
        Platform platform = SalesforceBench.Open(SalesforceBench.SettingsOf(new Uri("https://acme.my.salesforce.com")));

        var refused = Assert.Throws<ConnectorException>(
            () => platform.Read([SalesforceBench.Read("Account", ["Name FROM User --"])]));

        Assert.Equal(FailureKind.Misconfigured, refused.Failure.Kind);
    }

    private static PlatformRecord Single(string row)
    {
        Platform platform = SalesforceBench.Open(SalesforceBench.SettingsOf(new Uri("https://acme.my.salesforce.com")));
        var response = new PlatformResponse
        {
            StatusCode = 200,
            Headers = ImmutableDictionary<string, string>.Empty,
            Content = Encoding.UTF8.GetBytes($$"""{"totalSize":1,"done":true,"records":[{{row}}]}"""),
        };
        return ((PageOutcome.Page)platform.ReadPages([SalesforceBench.Read("Account", [])], response).Single()).Records.Single();
    }
}
