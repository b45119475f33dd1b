using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class RowTests
{
    [Fact]
    public async Task A_row_is_created_read_changed_and_deleted()
    {
        await using var client = await SandboxClient.StartAsync();

        var created =
            await client.SendAsync(
                "POST", "sobjects/Account", new JsonObject { ["Name"] = "Northwind", ["AnnualRevenue"] = 12.345 });
        var id = (string)created.Body!["id"]!;
        client.Clock.Advance(TimeSpan.FromSeconds(5.7));
        var changed =
            await client.SendAsync(
                "PATCH", $"sobjects/Account/{id}", new JsonObject { ["Website"] = "northwind.example" });
        var read = await client.GetAsync(
            $"sobjects/Account/{id}?fields=Name,Website,AnnualRevenue,SystemModstamp,OwnerId");
        var deleted = await client.SendAsync("DELETE", $"sobjects/Account/{id}");
        var gone = await client.GetAsync($"sobjects/Account/{id}");

        Assert.Equal((201, true, 18), (created.Code, (bool)created.Body["success"]!, id.Length));
        Assert.Equal(204, changed.Code);
        Assert.Equal("northwind.example", (string)read.Body!["Website"]!);
        Assert.Equal("12.35", read.Body["AnnualRevenue"]!.ToJsonString());
        Assert.Equal("2026-03-02T09:00:05.000+0000", (string)read.Body["SystemModstamp"]!);
        Assert.Equal(client.World.HubUserId, (string)read.Body["OwnerId"]!);
        Assert.Equal(204, deleted.Code);
        Assert.Equal((404, "ENTITY_IS_DELETED"), (gone.Code, gone.ErrorCode));
        Assert.True(client.World.Get("Account", id).IsDeleted);
    }

    [Theory]
    [InlineData("""{"Name":"x","Nothing":1}""", "INVALID_FIELD")]
    [InlineData("""{"Name":"x","CreatedDate":"2026-01-01T00:00:00Z"}""", "INVALID_FIELD_FOR_INSERT_UPDATE")]
    [InlineData("""{"Website":"x"}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"Name":""}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"Name":"x","NumberOfEmployees":"many"}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"Name":"x","ParentId":"short"}""", "MALFORMED_ID")]
    [InlineData("""{"Name":"x","ParentId":"001000000000999AAA"}""", "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("""{"Name":"x","BillingCity":"12345678901234567890123456789012345678901"}""", "STRING_TOO_LONG")]
    [InlineData("""{"Id":"001000000000999AAA","Name":"x"}""", "INVALID_FIELD")]
    public async Task A_bad_field_refuses_the_row(string body, string code)
    {
        await using var client = await SandboxClient.StartAsync();

        var reply = await client.SendAsync("POST", "sobjects/Account", JsonNode.Parse(body));

        Assert.Equal((400, code), (reply.Code, reply.ErrorCode));
        Assert.Empty(client.World.All("Account"));
    }

    [Fact]
    public async Task The_stage_decides_whether_an_opportunity_is_won_and_nothing_else_may()
    {
        await using var client = await SandboxClient.StartAsync();
        var id = client.World.AddOpportunity(client.World.AddAccount("A"), "Deal", new DateOnly(2026, 4, 1));

        var byHand = await client.SendAsync("PATCH", $"sobjects/Opportunity/{id}", new JsonObject { ["IsWon"] = true });
        var unknown =
            await client.SendAsync("PATCH", $"sobjects/Opportunity/{id}", new JsonObject { ["StageName"] = "Won-ish" });
        var byStage =
            await client.SendAsync(
                "PATCH", $"sobjects/Opportunity/{id}", new JsonObject { ["StageName"] = "Closed Won" });
        var won = client.World.Get("Opportunity", id);
        client.World.SetField(id, "StageName", "Qualification");
        var reopened = client.World.Get("Opportunity", id);

        Assert.Equal((400, "INVALID_FIELD_FOR_INSERT_UPDATE"), (byHand.Code, byHand.ErrorCode));
        Assert.Equal("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", unknown.ErrorCode);
        Assert.Equal(204, byStage.Code);
        Assert.Equal((true, true, 100m), (won["IsWon"], won["IsClosed"], won["Probability"]));
        Assert.Equal((false, false, 20m), (reopened["IsWon"], reopened["IsClosed"], reopened["Probability"]));
    }

    [Fact]
    public async Task An_upsert_creates_then_updates_and_refuses_to_choose_between_two()
    {
        await using var client = await SandboxClient.StartAsync();
        client.AddKeyField("Account", unique: false);
        const string path = "sobjects/Account/Hub_Key__c/a%2F7";

        var onlyUpdate = await client.SendAsync("PATCH", path + "?updateOnly=true", new JsonObject { ["Name"] = "No" });
        var created = await client.SendAsync("PATCH", path, new JsonObject { ["Name"] = "One" });
        var updated = await client.SendAsync("PATCH", path, new JsonObject { ["Name"] = "Two" });
        var repeated =
            await client.SendAsync("PATCH", path, new JsonObject { ["Name"] = "Two", ["Hub_Key__c"] = "a/7" });
        client.World.AddAccount("Twin", SalesforceWorld.Fields(("Hub_Key__c", "A/7")));
        var several = await client.SendAsync("PATCH", path, new JsonObject { ["Name"] = "Three" });
        var unknown = await client.SendAsync("PATCH", "sobjects/Account/Name/x", new JsonObject { ["Phone"] = "1" });

        Assert.Equal(404, onlyUpdate.Code);
        Assert.Equal((201, true), (created.Code, (bool)created.Body!["created"]!));
        Assert.Equal((200, false), (updated.Code, (bool)updated.Body!["created"]!));
        Assert.Equal("INVALID_FIELD", repeated.ErrorCode);
        Assert.Equal((300, 2), (several.Code, several.Body!.AsArray().Count));
        Assert.Equal((404, "NOT_FOUND"), (unknown.Code, unknown.ErrorCode));
        Assert.Equal(["Two", "Twin"], client.World.All("Account").Select(r => (string)r["Name"]!).ToArray());
    }

    [Fact]
    public async Task A_parent_can_be_named_by_its_external_id()
    {
        await using var client = await SandboxClient.StartAsync();
        client.AddKeyField("Account");
        var account = client.World.AddAccount("A", SalesforceWorld.Fields(("Hub_Key__c", "acc-7")));

        JsonObject Contact(string key) =>
            new() { ["LastName"] = "Ames", ["Account"] = new JsonObject { ["Hub_Key__c"] = key } };
        var linked = await client.SendAsync("POST", "sobjects/Contact", Contact("acc-7"));
        var unknown = await client.SendAsync("POST", "sobjects/Contact", Contact("acc-8"));

        Assert.Equal(account, client.World.Get("Contact", (string)linked.Body!["id"]!)["AccountId"]);
        Assert.Equal((400, "INVALID_FIELD"), (unknown.Code, unknown.ErrorCode));
    }

    [Fact]
    public async Task A_precondition_that_fails_writes_nothing()
    {
        await using var client = await SandboxClient.StartAsync();
        var id = client.World.AddAccount("A");
        var seen = client.Clock.GetUtcNow().ToString("r");
        client.Clock.Advance(TimeSpan.FromMinutes(1));
        client.World.SetField(id, "Phone", "1");

        var late = await client.SendAsync(
            "PATCH", $"sobjects/Account/{id}", new JsonObject { ["Phone"] = "2" }, ("If-Unmodified-Since", seen));

        Assert.Equal(412, late.Code);
        Assert.Equal("1", client.World.Get("Account", id)["Phone"]);
    }

    [Fact]
    public async Task Describe_tells_fields_children_and_choices()
    {
        await using var client = await SandboxClient.StartAsync();

        var global = await client.GetAsync("sobjects");
        var describe = await client.GetAsync("sobjects/Opportunity/describe");
        var unknown = await client.GetAsync("sobjects/Nothing/describe");

        Assert.Contains(
            "OpportunityContactRole", global.Body!["sobjects"]!.AsArray().Select(t => (string)t!["name"]!),
            StringComparer.Ordinal);
        var fields = describe.Body!["fields"]!.AsArray()
            .ToDictionary(f => (string)f!["name"]!, f => f!, StringComparer.Ordinal);
        Assert.False((bool)fields["IsWon"]["updateable"]!);
        Assert.Equal("Account", (string)fields["AccountId"]["referenceTo"]![0]!);
        Assert.Contains(
            "Closed Won", fields["StageName"]["picklistValues"]!.AsArray().Select(v => (string)v!["value"]!),
            StringComparer.Ordinal);
        Assert.Contains(
            "OpportunityContactRoles", describe.Body["childRelationships"]!.AsArray()
                .Select(c => (string?)c!["relationshipName"]), StringComparer.Ordinal);
        Assert.Equal((404, "NOT_FOUND"), (unknown.Code, unknown.ErrorCode));
    }

    [Fact]
    public async Task Updated_and_deleted_list_the_ids_of_a_span()
    {
        await using var client = await SandboxClient.StartAsync();
        var before = client.World.AddAccount("Before");
        client.Clock.Advance(TimeSpan.FromMinutes(10));
        var (changed, gone) = (client.World.AddAccount("Changed"), client.World.AddAccount("Gone"));
        client.World.Delete(gone);
        client.Clock.Advance(TimeSpan.FromMinutes(10));

        const string span = "?start=2026-03-02T09%3A05%3A00Z&end=2026-03-02T09%3A15%3A00Z";
        var updated = await client.GetAsync("sobjects/Account/updated/" + span);
        var deleted = await client.GetAsync("sobjects/Account/deleted/" + span);
        var reversed =
            await client.GetAsync(
                "sobjects/Account/updated/?start=2026-03-02T09%3A15%3A00Z&end=2026-03-02T09%3A05%3A00Z");

        Assert.Equal([changed], updated.Body!["ids"]!.AsArray().Select(i => (string)i!).ToArray());
        Assert.DoesNotContain(before, updated.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("2026-03-02T09:15:00.000+0000", (string)updated.Body["latestDateCovered"]!);
        Assert.Equal(gone, (string)deleted.Body!["deletedRecords"]![0]!["id"]!);
        Assert.Equal("INVALID_REPLICATION_DATE", reversed.ErrorCode);
    }

    [Fact]
    public async Task A_duplicate_rule_refuses_and_an_alerting_one_can_be_overridden()
    {
        await using var client = await SandboxClient.StartAsync();
        client.World.AddDuplicateRule(
            new() { Name = "Same_Email", Type = "Contact", MatchFields = ["Email"], AllowSave = true });
        client.World.AddContact(
            client.World.AddAccount("A"), "Ames", SalesforceWorld.Fields(("Email", "ida@a.example")));
        var twin = new JsonObject { ["LastName"] = "Ames", ["Email"] = "IDA@a.example" };

        var refused = await client.SendAsync("POST", "sobjects/Contact", twin);
        var forced = await client.SendAsync(
            "POST", "sobjects/Contact", twin.DeepClone(), ("Sforce-Duplicate-Rule-Header", "allowSave=true"));

        Assert.Equal((400, "DUPLICATES_DETECTED"), (refused.Code, refused.ErrorCode));
        Assert.Equal("Same_Email", (string)refused.Body![0]!["duplicateResut"]!["duplicateRule"]!);
        Assert.Equal(201, forced.Code);
    }

    [Fact]
    public async Task What_the_sandbox_does_not_have_is_an_unknown_resource()
    {
        await using var client = await SandboxClient.StartAsync();

        foreach (var path in new[] { "jobs/ingest", "composite/graph", "metadata/deployRequest",
            "sobjects/Account/001000000000001AAA" })
        {
            var reply = await client.GetAsync(path);
            Assert.Equal((404, "NOT_FOUND"), (reply.Code, reply.ErrorCode));
        }

        Assert.Equal(405, (await client.SendAsync("POST", "query?q=x", new JsonObject())).Code);
    }
}
