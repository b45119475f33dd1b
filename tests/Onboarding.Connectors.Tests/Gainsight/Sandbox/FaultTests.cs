using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class FaultTests
{
    private const string Path = "/v1/data/objects/Company";
    private const string Records = """{ "records": [ { "Name": "Kestrel" } ] }""";

    [Theory]
    [InlineData(GainsightFault.Throttled, 429, "GU_2400")]
    [InlineData(GainsightFault.ThrottledWith200, 200, "GU_2400")]
    [InlineData(GainsightFault.ServerError, 500, "GU_1101")]
    [InlineData(GainsightFault.FalseWith200, 200, "GU_1101")]
    [InlineData(GainsightFault.BatchFailed, 500, "GU_1101")]
    public async Task A_refused_call_changes_nothing(GainsightFault fault, int http, string code)
    {
        await using var tenant = await SandboxTenant.StartAsync(faults: GainsightFaults.None.With(1, fault));
        var answer = await tenant.PostAsync(Path, Records);
        Assert.Equal((http, false, code), (answer.Http, answer.Result, answer.Code));
        Assert.Empty(tenant.World.All(GainsightObjects.Company));
        Assert.True((await tenant.PostAsync(Path, Records)).Result);
    }

    [Theory]
    [InlineData(GainsightFault.DroppedBefore, 0)]
    [InlineData(GainsightFault.DroppedAfter, 1)]
    [InlineData(GainsightFault.TornBody, 1)]
    public async Task A_broken_connection_hides_whether_the_call_was_applied(GainsightFault fault, int applied)
    {
        await using var tenant = await SandboxTenant.StartAsync(faults: GainsightFaults.None.With(1, fault));
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var content = new StringContent(Records, System.Text.Encoding.UTF8, "application/json");
            using var response = await tenant.Http.PostAsync(new Uri(Path, UriKind.Relative), content);
        });
        Assert.Equal(applied, tenant.World.All(GainsightObjects.Company).Length);
        Assert.Equal(1, tenant.Sandbox.Calls.Total);
    }

    [Fact]
    public async Task Some_records_of_a_cockpit_write_fail_and_the_others_are_applied()
    {
        await using var tenant = await SandboxTenant.StartAsync(
            faults: GainsightFaults.None.With(1, GainsightFault.RecordsRefused));
        tenant.World.AddUser("Ines", "ines@hub.example");
        tenant.World.AddCompany("Kestrel", ("SfdcAccountId", "001"));
        var requests = string.Join(',', Enumerable.Range(0, 20).Select(i => $$"""
            { "record": { "referenceId": "r{{i}}", "Name": "n{{i}}", "SFDCID": "001", "OwnerEmail": "ines@hub.example",
              "DueDate": "2026-06-30", "type": "Lifecycle", "reason": "Onboarding", "status": "New",
              "priority": "Low" } }
            """));
        var answer = await tenant.PostAsync("/v2/cockpit/cta", $$"""{ "requests": [ {{requests}} ] }""");
        Assert.True(answer.Result);
        Assert.StartsWith("GU_1101", answer.Cockpit("failure", "r0"), StringComparison.Ordinal);
        var (success, failure) = (answer.Data["success"]!.AsArray().Count, answer.Data["failure"]!.AsArray().Count);
        Assert.Equal(20, success + failure);
        Assert.InRange(success, 1, 19);
        Assert.Equal(success, tenant.World.All(GainsightObjects.CallToAction).Length);
    }

    [Fact]
    public void The_plan_follows_from_seed_and_call_number_and_keeps_its_shares()
    {
        var plan = GainsightFaults.Each(0.1, 7, GainsightFault.Throttled, GainsightFault.DroppedAfter);
        var again = GainsightFaults.Each(0.1, 7, GainsightFault.Throttled, GainsightFault.DroppedAfter);
        var first = Enumerable.Range(1, 10_000).Select(call => plan.At(call)).ToList();
        Assert.Equal(first, Enumerable.Range(1, 10_000).Select(call => again.At(call)));
        Assert.InRange(first.Count(fault => fault is GainsightFault.Throttled), 850, 1150);
        Assert.InRange(first.Count(fault => fault is GainsightFault.DroppedAfter), 850, 1150);
        Assert.InRange(first.Count(fault => fault is null), 7_700, 8_300);
    }

    [Fact]
    public async Task Shares_beyond_one_are_refused()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var plan = GainsightFaults.Each(0.6, 1, GainsightFault.Throttled, GainsightFault.TornBody);
        Assert.Throws<InvalidOperationException>(() => tenant.Sandbox.Faults = plan);
    }
}
