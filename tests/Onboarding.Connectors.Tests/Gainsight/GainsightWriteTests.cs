using System.Collections.Immutable;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Writes;
using Onboarding.Sync.Calls;

using Xunit;

using static Onboarding.Connectors.Tests.Gainsight.GainsightBench;

namespace Onboarding.Connectors.Tests.Gainsight;

public sealed class GainsightWriteTests
{
    private const string Milestone = "Onboarding_Milestone__gc";

    [Fact]
    [Trait("Requirement", "A8.10")]
    public async Task Every_written_stream_is_created_and_changed_as_the_mapping_has_it()
    {
        await using GainsightBench bench = await StartAsync();
        string owner = bench.World.AddUser("Ines Roth", "ines@hub.example");
        string company = await bench.CreateAsync(
            "Company", "a1", $$"""{"Name": "Kestrel Foods", "Csm": "{{owner}}"}""");
        string cta = await bench.CreateAsync("call_to_action", "o1", Cta(company));
        string task = await bench.CreateAsync("cs_task", "o1/t1", Task(cta));
        string row = await bench.CreateAsync(Milestone, "o1/m1", $$"""
            {
              "Name": "First value", "Company__gc": "{{company}}", "Call_To_Action__gc": "{{cta}}",
              "State__gc": "Pending"
            }
            """);

        await ChangeAsync(bench, "Company", "a1", company, """{"ARR": 12000, "Csm": null}""");
        await ChangeAsync(
            bench, "call_to_action", "o1", cta, """{"status": "Closed Success", "DueDate": "2026-07-15"}""");
        await ChangeAsync(bench, "cs_task", "o1/t1", task, """{"status": "Skipped"}""");
        await ChangeAsync(
            bench, Milestone, "o1/m1", row, """{"State__gc": "Achieved", "Achieved_On__gc": "2026-05-04"}""");

        AssertHolds(bench, company, ("Hub_Account_Id__gc", "a1"), ("ARR", 12_000m), ("Csm", null));
        AssertHolds(bench, cta, ("Hub_Key__gc", "o1"), ("IsClosed", true), ("OwnerId", owner));
        AssertHolds(
            bench, task, ("Hub_Key__gc", "o1/t1"), ("IsClosed", true), ("DueDate", new DateOnly(2026, 5, 1)));
        AssertHolds(bench, row, ("State__gc", "Achieved"), ("Achieved_On__gc", new DateOnly(2026, 5, 4)));
    }

    [Theory]
    [Trait("Requirement", "A6.3")]
    [InlineData(GainsightVariants.BatchErrorForm.Nested)]
    [InlineData(GainsightVariants.BatchErrorForm.Flat)]
    public async Task One_bad_record_refuses_the_batch_and_its_value_stays_unseen(GainsightVariants.BatchErrorForm form)
    {
        await using GainsightBench bench = await StartAsync(new GainsightVariants { BatchErrors = form });

        ImmutableArray<WriteOutcome> outcomes = await bench.Hub.WriteAsync(
            "Company", WriteAction.Create, New("a1", """{"Name": "Good"}"""),
            New("a2", """{"Name": "Bad", "Onboarding_Live_On__gc": "born in Graz"}"""));

        Assert.Empty(bench.World.All(GainsightObjects.Company));
        Assert.All(outcomes, outcome =>
        {
            Failure failure = Assert.IsType<WriteOutcome.BatchRefused>(outcome).Failure;
            Assert.Equal(FailureKind.RecordRejected, failure.Kind);
            Assert.Contains("GSOBJ_1006 because of Onboarding_Live_On__gc", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Graz", failure.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    [Trait("Requirement", "A6.3")]
    public async Task Each_task_has_an_outcome_of_its_own()
    {
        await using GainsightBench bench = await StartAsync();
        string cta = await SomeCtaAsync(bench);

        ImmutableArray<WriteOutcome> outcomes = await bench.Hub.WriteAsync(
            "cs_task", WriteAction.Create, New("o1/t1", Task(cta)),
            New("o1/t2", Task(cta).Replace("ines@", "nobody.known@", StringComparison.Ordinal)),
            New("o1/t3", $$"""{"Name": "No day", "CtaId": "{{cta}}"}"""));

        Assert.IsType<WriteOutcome.Written>(outcomes[0]);
        Failure unknownOwner = Assert.IsType<WriteOutcome.Refused>(outcomes[1]).Failure;
        Failure noDay = Assert.IsType<WriteOutcome.Refused>(outcomes[2]).Failure;
        Assert.Equal((FailureKind.RecordRejected, FailureKind.RecordRejected), (unknownOwner.Kind, noDay.Kind));
        Assert.DoesNotContain("nobody", unknownOwner.Message, StringComparison.Ordinal);
        Assert.Contains("OwnerId", unknownOwner.Message, StringComparison.Ordinal);
        Assert.Contains("COCKPIT_9700 because of DueDate", noDay.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A6.5")]
    public async Task A_create_whose_answer_is_lost_is_sent_once_and_found_by_its_marker()
    {
        await using GainsightBench bench = await StartAsync();
        string company = bench.World.AddCompany("Kestrel Foods");
        bench.World.AddUser("Ines Roth", "ines@hub.example");
        bench.Sandbox.Faults = GainsightFaults.None.With(bench.Sandbox.Calls.Total + 1, GainsightFault.DroppedAfter);

        ConnectorException lost = await Assert.ThrowsAsync<ConnectorException>(() =>
            bench.Hub.WriteAsync("call_to_action", WriteAction.Create, New("o1", Cta(company))));
        ImmutableArray<MarkedRecord> found = await bench.Hub.FindAsync("call_to_action", "o1", "o2");

        Assert.Equal(FailureKind.Transient, lost.Failure.Kind);
        string made = Assert.Single(bench.World.All(GainsightObjects.CallToAction)).Gsid;
        Assert.Equal(new MarkedRecord("o1", made), Assert.Single(found));
    }

    [Fact]
    public async Task Twins_are_all_found()
    {
        await using GainsightBench bench = await StartAsync();
        string first = await bench.CreateAsync("Company", "a1", """{"Name": "Kestrel Foods"}""");
        string second = await bench.CreateAsync("Company", "a1", """{"Name": "Kestrel Foods"}""");

        ImmutableArray<MarkedRecord> found = await bench.Hub.FindAsync("Company", "a1");

        Assert.Equal(
            new[] { first, second }.Order(StringComparer.Ordinal),
            found.Select(one => one.ExternalId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_note_that_is_written_twice_is_there_once()
    {
        await using GainsightBench bench = await StartAsync();
        bench.World.AddUser("Ines Roth", "ines@hub.example");
        WriteRecord note = Note(bench.World.AddCompany("Kestrel Foods"));

        ImmutableArray<WriteOutcome> first = await bench.Hub.WriteAsync("activity_timeline", WriteAction.Upsert, note);
        ImmutableArray<WriteOutcome> again = await bench.Hub.WriteAsync("activity_timeline", WriteAction.Upsert, note);
        await ChangeAsync(bench, "activity_timeline", "h1", "h1", """{"Subject": "Handoff, mended"}""");

        Assert.Equal(new WriteOutcome.Written("h1"), Assert.Single(first));
        Assert.Equal(new WriteOutcome.Written("h1"), Assert.Single(again));
        Assert.Equal("Handoff, mended", Assert.Single(bench.World.All(GainsightObjects.Activity))["Subject"]);
    }

    [Fact]
    public async Task A_note_that_a_tenant_wants_more_of_is_refused_with_the_field_it_lacks()
    {
        await using GainsightBench bench = await StartAsync();
        bench.World.AddUser("Ines Roth", "ines@hub.example");
        bench.World.DefineField(GainsightObjects.Activity, GainsightField.Text("Ant__Region__c"));
        bench.World.RequireActivityField("Update", "Ant__Region__c");

        ImmutableArray<WriteOutcome> outcomes = await bench.Hub.WriteAsync(
            "activity_timeline", WriteAction.Upsert, Note(bench.World.AddCompany("Kestrel Foods")));

        Failure failure = Assert.IsType<WriteOutcome.Refused>(Assert.Single(outcomes)).Failure;
        Assert.Equal(FailureKind.RecordRejected, failure.Kind);
        Assert.Contains("Ant__Region__c", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GainsightVariants.UnmatchedForm.Refused)]
    [InlineData(GainsightVariants.UnmatchedForm.Skipped)]
    public async Task An_update_of_a_company_that_is_gone_is_refused(GainsightVariants.UnmatchedForm form)
    {
        await using GainsightBench bench = await StartAsync(new GainsightVariants { Unmatched = form });
        string gone = bench.World.AddCompany("Kestrel Foods");
        bench.World.Delete(gone);

        ImmutableArray<WriteOutcome> outcomes =
            await bench.Hub.WriteAsync("Company", WriteAction.Update, Change("a1", gone, """{"ARR": 1}"""));

        Assert.IsNotType<WriteOutcome.Written>(Assert.Single(outcomes));
        Assert.Empty(bench.World.All(GainsightObjects.Company));
    }

    [Fact]
    public async Task A_field_that_the_tenant_lacks_is_the_operators_to_mend()
    {
        await using GainsightBench bench = await StartAsync();
        bench.World.DropField("Company", "Onboarding_Tier__gc");

        PlatformAnswer answer = await bench.Hub.AskAsync(bench.Hub.Platform.Write(
            new WriteBatch("Company", WriteAction.Create,
                [New("a1", """{"Name": "Kestrel", "Onboarding_Tier__gc": "gold"}""")])));

        Assert.Equal(FailureKind.Misconfigured, answer.Failure?.Kind);
        Assert.Contains("Onboarding_Tier__gc", answer.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_read_cannot_be_written()
    {
        Platform platform = Open(new Uri("http://127.0.0.1:1"));

        ConnectorException e = Assert.Throws<ConnectorException>(() =>
            platform.Write(new WriteBatch("gsuser", WriteAction.Create, [New("u1", "{}")])));

        Assert.Equal(FailureKind.Unsupported, e.Failure.Kind);
        Assert.Throws<ConnectorException>(() => platform.FindMarked("activity_timeline", ["h1"]));
    }

    private static WriteRecord Note(string company) => New("h1", $$"""
        {
          "Subject": "Handoff", "Notes": "<p>Goals</p>", "GsCompanyId": "{{company}}", "Author": "ines@hub.example",
          "ActivityDate": "2026-03-02T08:00:00Z"
        }
        """);

    private static void AssertHolds(
        GainsightBench bench, string gsid, params (string Field, object? Value)[] expected) =>
        Assert.Equal(expected, expected.Select(pair => (pair.Field, bench.World.Get(gsid)[pair.Field])));

    private static async Task ChangeAsync(GainsightBench bench, string stream, string key, string id, string fields) =>
        Assert.Equal(
            new WriteOutcome.Written(id),
            Assert.Single(await bench.Hub.WriteAsync(stream, WriteAction.Update, Change(key, id, fields))));

    private static async Task<string> SomeCtaAsync(GainsightBench bench)
    {
        bench.World.AddUser("Ines Roth", "ines@hub.example");
        return await bench.CreateAsync("call_to_action", "o1", Cta(bench.World.AddCompany("Kestrel Foods")));
    }

    private static string Cta(string company) => $$"""
        {
          "Name": "Onboarding: Kestrel Foods", "CompanyId": "{{company}}", "OwnerEmail": "ines@hub.example",
          "DueDate": "2026-06-30", "status": "Work In Progress"
        }
        """;

    private static string Task(string cta) => $$"""
        {
          "Name": "Kick-off call", "CtaId": "{{cta}}", "OwnerEmail": "ines@hub.example", "DueDate": "2026-05-01",
          "status": "Open"
        }
        """;
}
