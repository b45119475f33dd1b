using System.Collections.Immutable;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Connectors.Setup;
using Onboarding.Connectors.Streams;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Setup;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

public sealed class SalesforceSetupTests
{
    [Fact]
    public async Task A_plan_says_what_is_missing_and_changes_nothing()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        string before = Print(bench.World);

        ImmutableArray<SetupResult> plan = await bench.Setup().PlanAsync(CancellationToken.None);

        Assert.Equal(before, Print(bench.World));
        Assert.Equal(
            ["permission set Onboarding_Hub"],
            plan.Where(step => step.State != SetupState.Missing).Select(step => step.Title));
        Assert.Contains(plan, step => step.Title == "field Opportunity.Hub_Goals__c");
        Assert.Contains(plan, step => step.Title == "validation rule Opportunity.Hub_Block_CS_Assignment");
    }

    [Fact]
    [Trait("Requirement", "A6.2")]
    public async Task Set_up_makes_all_that_the_default_mapping_uses_and_a_second_one_changes_nothing()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();

        ImmutableArray<SetupResult> first = await bench.Setup().ApplyAsync(CancellationToken.None);
        string after = Print(bench.World);
        bench.Sandbox.Calls.Reset();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        ImmutableArray<SetupResult> second = await bench.Setup().ApplyAsync(CancellationToken.None);
        int looks = bench.Sandbox.Calls.Total;
        ImmutableArray<PageOutcome> pages =
            await bench.PagesAsync([.. SalesforceBench.Streams.Select(stream => SalesforceBench.Read(stream))]);

        Assert.All(first, step => Assert.True(step.State is SetupState.Made or SetupState.DoneAlready, step.Reason));
        Assert.All(second, step => Assert.Equal(SetupState.DoneAlready, step.State));
        Assert.Equal(second.Length, looks);
        Assert.Equal(after, Print(bench.World));
        Assert.All(pages, page => Assert.IsType<PageOutcome.Page>(page));
    }

    [Fact]
    public async Task Somebody_who_was_faster_is_no_failure()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);

        foreach (SetupStep step in bench.Platform.Setup.Where(step => !step.Title.Contains("reads and edits")))
        {
            PlatformAnswer answer = await bench.Client.AskAsync(
                step.Do(new SetupFinding(false)), CallPriority.Normal, CancellationToken.None);
            Assert.Equal(400, answer.Response.StatusCode);
            Assert.Null(step.ReadDone(answer.Response));
        }
    }

    [Theory]
    [InlineData(SalesforceFault.DroppedAfter)]
    [InlineData(SalesforceFault.ServerError)]
    [InlineData(SalesforceFault.SessionLost)]
    public async Task A_fault_in_the_middle_leaves_nothing_half_made(SalesforceFault fault)
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        await bench.Setup().PlanAsync(CancellationToken.None);
        bench.Sandbox.FailNext(fault);

        ImmutableArray<SetupResult> results = await bench.Setup().ApplyAsync(CancellationToken.None);

        Assert.DoesNotContain(results, step => step.State == SetupState.Failed);
        Assert.All(
            await bench.Setup().PlanAsync(CancellationToken.None), step => Assert.Equal(SetupState.DoneAlready, step.State));
    }

    [Fact]
    public async Task A_rule_that_was_switched_off_is_switched_on_with_all_else_that_it_says()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        SetupStep gate = bench.Platform.Setup.Single(step => step.Title.StartsWith("validation rule", StringComparison.Ordinal));
        string path = await SwitchAsync(bench, gate, active: false);

        ImmutableArray<SetupResult> results = await bench.Setup().ApplyAsync(CancellationToken.None);
        SetupFinding found = gate.ReadLook(await bench.SendAsync(gate.Look()));

        Assert.StartsWith("/services/data/v67.0/tooling/sobjects/ValidationRule/03d", path, StringComparison.Ordinal);
        Assert.Equal(
            [(gate.Title, "the rule, switched off")],
            results.Where(step => step.State == SetupState.Made).Select(step => (step.Title, step.Found!)));
        Assert.Equal((true, "the rule"), (found.Done, found.Found));
    }

    [Fact]
    public async Task A_field_of_the_same_name_and_another_type_is_named_and_the_rest_goes_on()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        SetupStep goals = bench.Platform.Setup.Single(step => step.Title == "field Opportunity.Hub_Goals__c");
        PlatformRequest made = goals.Do(new SetupFinding(false));
        string other = System.Text.Encoding.UTF8.GetString(made.Content!)
            .Replace("LongTextArea", "Text").Replace("32768", "80").Replace(",\"visibleLines\":5", "");
        await bench.SendAsync(made with { Content = System.Text.Encoding.UTF8.GetBytes(other) });

        ImmutableArray<SetupResult> results = await bench.Setup().ApplyAsync(CancellationToken.None);

        SetupResult failed = Assert.Single(results, step => step.State == SetupState.Failed);
        Assert.Equal(goals.Title, failed.Title);
        Assert.Contains("is of type Text; the hub needs LongTextArea", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_the_permission_set_only_reads_is_made_editable()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(setUp: true);
        SalesforceRow grant = bench.World.All("FieldPermissions").Single(row => (string?)row["Field"] == "Opportunity.Hub_Goals__c");
        bench.World.SetField(grant.Id, "PermissionsEdit", false);

        ImmutableArray<SetupResult> results = await bench.Setup().ApplyAsync(CancellationToken.None);

        SetupResult made = Assert.Single(results, step => step.State == SetupState.Made);
        Assert.Contains("reads and edits", made.Title, StringComparison.Ordinal);
        Assert.Equal(true, bench.World.Get("FieldPermissions", grant.Id)["PermissionsEdit"]);
    }

    [Fact]
    public async Task A_permission_set_of_another_name_is_made()
    {
        await using SalesforceBench bench =
            await SalesforceBench.StartAsync(change: settings => settings["PermissionSet"] = "Our_Hub");

        ImmutableArray<SetupResult> results = await bench.Setup().ApplyAsync(CancellationToken.None);

        Assert.DoesNotContain(results, step => step.State == SetupState.Failed);
        SalesforceRow set = bench.World.All("PermissionSet").Single(row => (string?)row["Name"] == "Our_Hub");
        Assert.Equal(
            results.Count(step => step.Title.StartsWith("field ", StringComparison.Ordinal)),
            bench.World.All("FieldPermissions").Count(row => (string?)row["ParentId"] == set.Id));
    }

    [Fact]
    public void Set_up_makes_every_hub_field_of_the_default_mapping_and_no_other()
    {
        IEnumerable<string> mapped = SalesforceBench.Mapping.Streams.SelectMany(stream => stream.Fields
            .Where(field => field.Native.StartsWith("Hub_", StringComparison.Ordinal))
            .Select(field => $"field {stream.Stream}.{field.Native}"));
        IEnumerable<string> keys = SalesforceBench.Connector.Descriptor.Streams
            .Where(stream => stream.Write is not null)
            .Select(stream => $"field {stream.Name}.{stream.Write!.KeyField}");
        Platform platform = SalesforceBench.Open(SalesforceBench.SettingsOf(new Uri("https://acme.my.salesforce.com")));

        IEnumerable<string> made = platform.Setup.Select(step => step.Title)
            .Where(title => title.StartsWith("field ", StringComparison.Ordinal));

        Assert.Equal(mapped.Concat(keys).Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    /// <summary>Switches the rule as an administrator does, and gives the address it has.</summary>
    private static async Task<string> SwitchAsync(SalesforceBench bench, SetupStep gate, bool active)
    {
        // A rule that was found inactive is what the step switches on, so its own request is turned around.
        string row = System.Text.Encoding.UTF8.GetString((await bench.SendAsync(gate.Look())).Content);
        string rule = System.Text.Json.Nodes.JsonNode.Parse(row)!["records"]![0]!.ToJsonString();
        PlatformRequest on = gate.Do(new SetupFinding(false, null, rule));
        string content = System.Text.Encoding.UTF8.GetString(on.Content!);
        await bench.SendAsync(on with
        {
            Content = System.Text.Encoding.UTF8.GetBytes(content.Replace("\"active\":true", $"\"active\":{(active ? "true" : "false")}")),
        });
        return on.Path;
    }

    private static string Print(SalesforceWorld world) => string.Join('\n', world.Snapshot().Select(row =>
        $"{row.Type} {row.Id} {string.Join(';', row.Fields.Select(field => $"{field.Key}={field.Value}"))}"));
}
