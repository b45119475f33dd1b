using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class MetadataTests
{
    [Fact]
    public async Task Custom_objects_are_listed_and_described_with_their_fields()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        tenant.World.DefineObject("Plan__gc", GainsightField.Lookup("Account__gc", GainsightObjects.Company));
        var list = await tenant.GetAsync("/v1/meta/services/objects/list?po=company&em=false");
        Assert.Contains(list.BareRows, row => (string?)row["objectName"] == "Plan__gc");

        var one = await tenant.GetAsync("/v1/meta/services/objects/plan__gc/describe");
        var field = one.BareRows[0]["fields"]!.AsArray().Single(row => (string?)row!["fieldName"] == "Account__gc")!;
        Assert.Equal("LOOKUP", (string?)field["dataType"]);
        Assert.Equal("Account__gr", (string?)field["meta"]!["lookupDetail"]!["lookupName"]);

        var many = await tenant.PostAsync(
            "/v1/meta/services/objects/describe", """{ "objectNames": ["Company", "gsuser"] }""");
        Assert.Equal("company,gsuser", string.Join(',', many.BareRows.Select(row => (string?)row["objectName"])));
        var missing = await tenant.GetAsync("/v1/meta/services/objects/Nowhere__gc/describe");
        Assert.Equal("OBJECT_NOT_FOUND", (string?)missing.Envelope["title"]);
    }

    [Fact]
    public async Task A_described_picklist_leads_to_its_items()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var described = await tenant.GetAsync("/v1/meta/services/objects/company/describe");
        var stage = described.BareRows[0]["fields"]!.AsArray().Single(row => (string?)row!["fieldName"] == "Stage")!;
        var category = (string?)stage["meta"]!["categoryId"];
        var dropdown = await tenant.GetAsync("/v1/meta/services/dropdowns/" + category);
        var first = dropdown.Data["childItems"]![0]!;
        Assert.Equal("New Customer", (string?)first["name"]);
        Assert.Equal(tenant.World.PicklistItem("COMPANY_STAGE", "New Customer"), (string?)first["gsid"]);
    }

    [Fact]
    public async Task Users_come_in_pages_counted_from_zero()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        tenant.World.AddUser("A", "a@hub.example");
        tenant.World.AddUser("B", "b@hub.example");
        var answer = await tenant.PostAsync("/v1/users/services/list", """
            { "includeTotal": true, "limit": 1, "page": 1, "orderBy": { "Name": "asc" }, "select": ["Name", "Email"] }
            """);
        Assert.Equal("b@hub.example", answer.Column("Email").Single());
        Assert.Equal(2, (int)answer.Data["total"]!);
    }

    [Fact]
    public async Task A_path_that_the_platform_lacks_is_refused_loudly()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        Assert.Equal("GSOBJ_1023", (await tenant.GetAsync("/v1/ctas")).Code);
        Assert.Equal("GSOBJ_1023", (await tenant.DeleteAsync("/v2/cockpit/cta")).Code);
        Assert.Equal(2, tenant.Sandbox.Calls[GainsightCallKind.Unknown]);
    }
}
