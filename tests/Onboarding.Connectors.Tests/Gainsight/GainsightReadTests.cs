using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Streams;

using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight;

public sealed class GainsightReadTests
{
    public static TheoryData<GainsightVariants> Variants() => new(
        new GainsightVariants(),
        new GainsightVariants
        {
            Rows = GainsightVariants.RowPlace.Bare,
            Dates = GainsightVariants.DateForm.EpochMilliseconds,
        },
        new GainsightVariants
        {
            Dates = GainsightVariants.DateForm.Spaced,
            LeavesOutNulls = true,
            LowerCaseRelationKeys = true,
        });

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Every_form_of_answer_reads_alike(GainsightVariants variants)
    {
        await using GainsightBench bench = await GainsightBench.StartAsync(variants);
        string owner = bench.World.AddUser("Ines Roth", "Ines@Hub.example");
        string company = bench.World.AddCompany(
            "Kestrel Foods", ("Csm", owner), ("SfdcAccountId", "001A"), ("First_Login__gc", new DateOnly(2026, 3, 1)));
        string cta = await bench.CreateAsync("call_to_action", "o1", Cta(company));

        PlatformRecord read = Assert.Single(await bench.ReadAsync("Company"));
        PlatformRecord action = Assert.Single(await bench.ReadAsync("call_to_action"));

        Assert.Equal(company, read.Id);
        Assert.Equal(bench.Clock.GetUtcNow(), read.ModifiedAt);
        Assert.Equal(owner, (string?)read.Fields["Csm"]);
        Assert.True(read.Fields.ContainsKey("First_Value__gc"));
        Assert.Null(read.Fields["First_Value__gc"]);
        Assert.Equal(cta, action.Id);
        Assert.Equal("Work In Progress", (string?)action.Fields["status"]);
        Assert.Equal("ines@hub.example", (string?)action.Fields["OwnerEmail"]);
    }

    [Theory]
    [InlineData(GainsightVariants.EmptyForm.NoRows)]
    [InlineData(GainsightVariants.EmptyForm.FalseWith200)]
    [InlineData(GainsightVariants.EmptyForm.Refused)]
    public async Task Nothing_found_is_an_empty_page_in_all_three_ways_to_say_so(GainsightVariants.EmptyForm form)
    {
        await using GainsightBench bench = await GainsightBench.StartAsync(new GainsightVariants { Empty = form });

        PageOutcome.Page page = Assert.Single(await bench.Hub.ReadAsync(GainsightBench.Whole("Company")));

        Assert.Empty(page.Records);
        Assert.Equal((null, false), (page.Cursor, page.More));
        Assert.Empty(await bench.Hub.FindAsync("Company", "a1"));
    }

    [Theory]
    [Trait("Requirement", "A6.1")]
    [InlineData(1, 7)]
    [InlineData(2, 7)]
    [InlineData(3, 7)]
    [InlineData(7, 7)]
    [InlineData(3, 1)]
    public async Task Rows_that_share_an_instant_are_all_read_however_small_the_page(int rowsInPage, int rowsInTie)
    {
        await using GainsightBench bench = await GainsightBench.StartAsync(
            settings: [("QueryRows", rowsInPage.ToString(CultureInfo.InvariantCulture))]);
        var made = new List<string>();
        for (int round = 0; round < 3; round++)
        {
            made.AddRange(Enumerable.Range(0, rowsInTie)
                .Select(row => bench.World.AddCompany($"Company {round}.{row}")));
            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        ImmutableArray<PlatformRecord> read = await bench.ReadAsync("Company");

        AssertAllRead(made, read);
    }

    [Fact]
    public async Task A_read_goes_on_from_the_cursor_of_the_last_page()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync();
        bench.World.AddCompany("Old");
        PageOutcome.Page first = Assert.Single(await bench.Hub.ReadAsync(GainsightBench.Whole("Company")));
        bench.Clock.Advance(TimeSpan.FromHours(1));
        string changed = bench.World.AddCompany("New");
        string cursor = bench.Hub.Platform.StepBack(first.Cursor!, TimeSpan.Zero);
        bench.Clock.Advance(TimeSpan.FromHours(1));

        ImmutableArray<PlatformRecord> again = await bench.ReadAsync("Company", cursor);
        ImmutableArray<PlatformRecord> later = await bench.ReadAsync(
            "Company", new TimeIdCursor(bench.Clock.GetUtcNow(), "").Encode());

        Assert.Equal(changed, again[^1].Id);
        Assert.Equal(2, again.Length);
        Assert.Empty(later);
    }

    [Fact]
    public async Task A_row_edited_between_two_pages_makes_no_other_row_disappear()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync(settings: [("QueryRows", "2")]);
        var made = new List<string>();
        for (int row = 0; row < 6; row++)
        {
            made.Add(bench.World.AddCompany($"Company {row}"));
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        bench.Sandbox.Faults = GainsightFaults.None.With(bench.Sandbox.Calls.Total + 1, GainsightFault.RowTouched)
            .With(bench.Sandbox.Calls.Total + 2, GainsightFault.RowTouched);
        ImmutableArray<PlatformRecord> read = await bench.ReadAsync("Company");

        AssertAllRead(made, read);
    }

    [Fact]
    public async Task The_delete_log_gives_tombstones_of_the_streams_that_are_read()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync();
        string owner = bench.World.AddUser("Ines Roth", "ines@hub.example");
        string company = bench.World.AddCompany("Kestrel Foods", ("Csm", owner));
        string cta = await bench.CreateAsync("call_to_action", "o1", Cta(company));
        string task = await bench.CreateAsync(
            "cs_task", "o1/t1", $$"""{"Name": "Call", "CtaId": "{{cta}}", "DueDate": "2026-04-01"}""");
        bench.World.Add(GainsightObjects.Person, ("Email", "guest@hub.example"));
        bench.World.Delete(bench.World.All(GainsightObjects.Person)[0].Gsid);
        bench.World.Delete(company);

        ImmutableArray<PlatformRecord> log = await bench.ReadAsync("record_delete_log");

        Assert.All(log, record => Assert.True(record.Deleted));
        Assert.Equal(
            [("Company", company), ("call_to_action", cta), ("cs_task", task)],
            log.Select(record => (record.Stream!, record.Id)).Order());
    }

    [Fact]
    public async Task A_tenant_without_a_delete_log_has_an_empty_one()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync(
            settings: [("QueryPath", "/v1/data/objects/query/no_{object}")]);

        Assert.Empty(await bench.ReadAsync("record_delete_log"));
        Assert.IsType<PageOutcome.Failed>(await bench.Hub.PageAsync(GainsightBench.Whole("Company")));
    }

    [Fact]
    [Trait("Requirement", "A6.4")]
    public async Task A_field_that_is_gone_fails_the_page_of_its_stream_and_is_named()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync();
        bench.World.AddCompany("Kestrel Foods");
        bench.World.DropField("Company", "First_Value__gc");

        var failed = Assert.IsType<PageOutcome.Failed>(await bench.Hub.PageAsync(GainsightBench.Whole("Company")));

        Assert.Equal(FailureKind.Misconfigured, failed.Failure.Kind);
        Assert.Contains("First_Value__gc", failed.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Kestrel", failed.Failure.Message, StringComparison.Ordinal);
    }

    private static void AssertAllRead(IEnumerable<string> made, ImmutableArray<PlatformRecord> read) => Assert.Equal(
        made.Order(StringComparer.Ordinal),
        read.Select(one => one.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Cta(string company) => $$"""
        {
          "Name": "Onboarding: Kestrel Foods", "CompanyId": "{{company}}", "OwnerEmail": "ines@hub.example",
          "DueDate": "2026-06-30", "status": "Work In Progress"
        }
        """;
}
