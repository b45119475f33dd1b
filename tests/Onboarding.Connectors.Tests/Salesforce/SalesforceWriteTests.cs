using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Connectors.Writes;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

public sealed class SalesforceWriteTests
{
    private static readonly DateOnly s_close = new(2026, 4, 1);

    [Fact]
    public async Task A_thousand_records_are_one_call_and_a_repeat_makes_no_twin()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        ImmutableArray<WriteRecord> records =
            [.. Enumerable.Range(0, 1_000).Select(n => SalesforceBench.Record($"acc-{n}", null, ("Name", $"A{n}")))];

        ImmutableArray<WriteOutcome> first = await bench.WriteAsync("Account", WriteAction.Upsert, records);
        int calls = bench.Sandbox.Calls.Total;
        ImmutableArray<WriteOutcome> again = await bench.WriteAsync("Account", WriteAction.Upsert, records);

        Assert.Equal(1_000, SalesforceBench.Connector.Descriptor.Streams.First(s => s.Name == "Account").Write!.BatchMax);
        Assert.Equal((1, 1_000), (calls, bench.World.All("Account").Length));
        Assert.Equal(first.AsEnumerable(), again);
        Assert.Equal("acc-7", bench.World.Get("Account", ((WriteOutcome.Written)first[7]).ExternalId)["Hub_Key__c"]);
    }

    [Fact]
    public async Task Up_to_two_hundred_records_are_one_collection()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        string[] ids = [.. Enumerable.Range(0, 200).Select(n => bench.World.AddAccount($"A{n}"))];

        ImmutableArray<WriteOutcome> outcomes = await bench.WriteAsync(
            "Account", WriteAction.Update, [.. ids.Select(id => SalesforceBench.Record("k", id, ("Phone", "1")))]);

        Assert.Equal(1, bench.Sandbox.Calls.Of(SalesforceCallKind.Collections));
        Assert.Equal(ids, outcomes.Select(outcome => ((WriteOutcome.Written)outcome).ExternalId));
        Assert.All(ids, id => Assert.Equal("1", bench.World.Get("Account", id)["Phone"]));
    }

    [Fact]
    public async Task Each_record_of_a_batch_has_its_own_outcome()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        string account = bench.World.AddAccount("Acme");
        string locked = bench.World.AddContact(account, "Locked");
        string free = bench.World.AddContact(account, "Free", SalesforceWorld.Fields(("Title", "CTO")));
        bench.World.LockRow(locked);

        ImmutableArray<WriteOutcome> outcomes = await bench.WriteAsync(
            "Contact", WriteAction.Update,
            SalesforceBench.Record("c1", locked, ("Title", "CEO")),
            SalesforceBench.Record("c2", free, ("Title", null)),
            SalesforceBench.Record("c3", free, ("LastName", null)),
            SalesforceBench.Record("c4", free, ("Email", "nobody-at-nowhere")),
            SalesforceBench.Record("c5", free, ("Nothing__c", "x")));

        Assert.Equal(FailureKind.Transient, FailureOf(outcomes[0]).Kind);
        Assert.Equal(new WriteOutcome.Written(free), outcomes[1]);
        Assert.Null(bench.World.Get("Contact", free)["Title"]);
        Assert.Equal(FailureKind.RecordRejected, FailureOf(outcomes[2]).Kind);
        Assert.Contains("REQUIRED_FIELD_MISSING on LastName", FailureOf(outcomes[2]).Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.RecordRejected, FailureOf(outcomes[3]).Kind);
        Assert.DoesNotContain("nobody-at-nowhere", FailureOf(outcomes[3]).Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Misconfigured, FailureOf(outcomes[4]).Kind);
    }

    [Fact]
    [Trait("Requirement", "A6.1")]
    [Trait("Requirement", "A6.2")]
    [Trait("Requirement", "A20.7")]
    public async Task Salesforce_itself_refuses_a_CS_owner_until_the_handoff_is_complete()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        string deal = bench.World.AddOpportunity(bench.World.AddAccount("Acme"), "Deal", s_close);
        string owner = bench.World.AddUser("cleo@acme.example", "Cleo", "Success", "cleo@acme.example");

        ImmutableArray<WriteOutcome> early = await bench.WriteAsync(
            "Opportunity", WriteAction.Update, SalesforceBench.Record("d", deal, ("Hub_CS_Owner__c", owner)));
        var byHand = Assert.Throws<SalesforceRefusedException>(() => bench.World.SetField(deal, "Hub_CS_Owner__c", owner));
        await bench.WriteAsync(
            "Opportunity", WriteAction.Update, SalesforceBench.Record("d", deal, ("Hub_Handoff_Complete__c", true)));
        ImmutableArray<WriteOutcome> after = await bench.WriteAsync(
            "Opportunity", WriteAction.Update, SalesforceBench.Record("d", deal, ("Hub_CS_Owner__c", owner)));

        Assert.Equal(FailureKind.RecordRejected, FailureOf(early[0]).Kind);
        Assert.Contains(
            "FIELD_CUSTOM_VALIDATION_EXCEPTION on Hub_CS_Owner__c: Complete the sales-to-CS handoff",
            FailureOf(early[0]).Message, StringComparison.Ordinal);
        Assert.Equal("FIELD_CUSTOM_VALIDATION_EXCEPTION", byHand.Code);
        Assert.Equal(new WriteOutcome.Written(deal), after[0]);
        Assert.Equal(owner, bench.World.Get("Opportunity", deal)["Hub_CS_Owner__c"]);
    }

    [Theory]
    [InlineData("duplicateResut")]
    [InlineData("duplicateResult")]
    public async Task A_duplicate_names_its_rule_in_either_spelling_of_the_platform(string spelling)
    {
        await using SalesforceBench bench =
            await SalesforceBench.StartAsync(new() { DuplicateResultKey = spelling }, setUp: true);
        bench.World.AddAccount("Acme");
        bench.World.AddDuplicateRule(new() { Name = "Same_Name", Type = "Account", MatchFields = ["Name"] });

        ImmutableArray<WriteOutcome> outcomes =
            await bench.WriteAsync("Account", WriteAction.Upsert, SalesforceBench.Record("acc-1", null, ("Name", "Acme")));

        Assert.Equal(FailureKind.RecordRejected, FailureOf(outcomes[0]).Kind);
        Assert.Contains("DUPLICATES_DETECTED by the rule Same_Name", FailureOf(outcomes[0]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SalesforceFault.DroppedBefore)]
    [InlineData(SalesforceFault.DroppedAfter)]
    [InlineData(SalesforceFault.TornBody)]
    [InlineData(SalesforceFault.ServerError)]
    [InlineData(SalesforceFault.Unavailable)]
    [InlineData(SalesforceFault.EdgeThrottled)]
    [InlineData(SalesforceFault.OrgThrottled)]
    [InlineData(SalesforceFault.SessionLost)]
    public async Task A_write_that_met_a_fault_is_made_again_and_stands_once(SalesforceFault fault)
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        bench.Sandbox.FailNext(fault);

        ImmutableArray<WriteOutcome> outcomes =
            await bench.WriteAsync("Account", WriteAction.Upsert, SalesforceBench.Record("acc-1", null, ("Name", "Acme")));

        Assert.Equal(new WriteOutcome.Written(bench.World.All("Account").Single().Id), outcomes.Single());
        Assert.Equal(fault, bench.Sandbox.Calls.Log.First(call => call.Kind != SalesforceCallKind.SignIn).Fault);
    }

    [Fact]
    public async Task A_text_that_a_composite_would_take_for_a_reference_is_written_as_it_is()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        ImmutableArray<WriteRecord> records =
        [
            .. Enumerable.Range(0, 250).Select(n =>
                SalesforceBench.Record($"acc-{n}", null, ("Name", n == 100 ? "@{part0[0].id}" : $"A{n}"))),
        ];

        ImmutableArray<WriteOutcome> many = await bench.WriteAsync("Account", WriteAction.Upsert, records);
        ImmutableArray<WriteOutcome> alone = await bench.WriteAsync("Account", WriteAction.Upsert, records[100]);

        Assert.Equal([100], Enumerable.Range(0, 250).Where(n => many[n] is WriteOutcome.Refused));
        Assert.Equal(FailureKind.Transient, FailureOf(many[100]).Kind);
        string id = Assert.IsType<WriteOutcome.Written>(alone.Single()).ExternalId;
        Assert.Equal("@{part0[0].id}", bench.World.Get("Account", id)["Name"]);
        Assert.Equal("A101", bench.World.Get("Account", ((WriteOutcome.Written)many[101]).ExternalId)["Name"]);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_before_a_call()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        ImmutableArray<WriteRecord> records = [new WriteRecord("k", null, new JsonObject())];

        var role = Assert.Throws<ConnectorException>(
            () => bench.Platform.Write(new WriteBatch("OpportunityContactRole", WriteAction.Upsert, records)));
        var create = Assert.Throws<ConnectorException>(
            () => bench.Platform.Write(new WriteBatch("Account", WriteAction.Create, records)));

        Assert.Equal((FailureKind.Unsupported, FailureKind.Unsupported), (role.Failure.Kind, create.Failure.Kind));
    }

    [Fact]
    public async Task A_write_before_set_up_says_that_set_up_is_missing()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        var batch = new WriteBatch(
            "Account", WriteAction.Upsert, [SalesforceBench.Record("acc-1", null, ("Name", "Acme"))]);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => bench.SendAsync(bench.Platform.Write(batch)));

        Assert.Equal(FailureKind.Misconfigured, refused.Failure.Kind);
        Assert.Contains("Run the connection's set-up", refused.Failure.Message, StringComparison.Ordinal);
    }

    private static Failure FailureOf(WriteOutcome outcome) => Assert.IsType<WriteOutcome.Refused>(outcome).Failure;
}
