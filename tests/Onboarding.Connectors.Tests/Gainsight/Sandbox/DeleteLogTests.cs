using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class DeleteLogTests
{
    private const string Query = """{ "select": ["RecordId", "ObjectName", "DeletedOn"] }""";

    [Fact]
    public async Task A_deletion_is_remembered_for_fifteen_days()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var company = tenant.World.AddCompany("a");
        await tenant.DeleteAsync("/v1/data/objects/Company/" + company);
        var logged = await tenant.QueryAsync("record_delete_log", Query);
        var row = Assert.Single(logged.Rows);
        Assert.Equal((company, "company"), ((string?)row["RecordId"], (string?)row["ObjectName"]));
        Assert.Equal("2026-03-02T09:00:00.000Z", (string?)row["DeletedOn"]);

        tenant.Clock.Advance(TimeSpan.FromDays(15) - TimeSpan.FromMilliseconds(1));
        Assert.Single((await tenant.QueryAsync("record_delete_log", Query)).Rows);
        tenant.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Empty((await tenant.QueryAsync("record_delete_log", Query)).Rows);
    }

    [Fact]
    public async Task Rows_that_cannot_be_without_the_deleted_one_are_logged_too()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var company = tenant.World.AddCompany("a");
        var person = tenant.World.Add(GainsightObjects.Person, ("Email", "amy@acme.example"));
        tenant.World.Add(GainsightObjects.CompanyPerson, ("Person_ID", person), ("Company_ID", company));
        tenant.World.Delete(company);
        var logged = await tenant.QueryAsync("record_delete_log", Query);
        Assert.Equal("company_person,company", logged.Line("ObjectName"));
        Assert.Single(tenant.World.All(GainsightObjects.Person));
    }
}
