using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;
using static Onboarding.Connectors.Tests.Salesforce.Sandbox.SandboxClient;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class CollectionTests
{
    [Fact]
    public async Task Every_row_has_its_own_outcome_in_order()
    {
        await using var client = await StartAsync();

        var reply = await client.SendAsync("POST", "composite/sobjects", Records(
            false, Record("Account", ("Name", "Good")), Record("Account", ("Phone", "1")),
            Record("Contact", ("LastName", "Ames"))));

        Assert.Equal(200, reply.Code);
        Assert.Equal([true, false, true], reply.Body!.AsArray().Select(r => (bool)r!["success"]!));
        var error = reply.Body[1]!["errors"]![0]!;
        Assert.Equal("REQUIRED_FIELD_MISSING", (string)error["statusCode"]!);
        Assert.Equal("Name", (string)error["fields"]![0]!);
        Assert.Single(client.World.All("Account"));
        Assert.Equal(1, client.Sandbox.Calls.Total);
    }

    [Fact]
    public async Task All_or_none_undoes_the_good_rows_too()
    {
        await using var client = await StartAsync();

        var reply = await client.SendAsync("POST", "composite/sobjects", Records(
            true, Record("Account", ("Name", "Good")), Record("Account", ("Phone", "1"))));

        Assert.Equal("ALL_OR_NONE_OPERATION_ROLLED_BACK", (string)reply.Body![0]!["errors"]![0]!["statusCode"]!);
        Assert.Equal("REQUIRED_FIELD_MISSING", (string)reply.Body[1]!["errors"]![0]!["statusCode"]!);
        Assert.Empty(client.World.All("Account", includeDeleted: true));
    }

    [Fact]
    public async Task Rows_are_updated_and_deleted_by_id()
    {
        await using var client = await StartAsync();
        var (one, two) = (client.World.AddAccount("One"), client.World.AddAccount("Two"));

        var updated = await client.SendAsync("PATCH", "composite/sobjects", Records(
            false, Record("Account", ("id", one[..15]), ("Phone", "1")),
            Record("Account", ("id", "001000000000999AAA"), ("Phone", "2"))));
        var deleted = await client.SendAsync("DELETE", $"composite/sobjects?ids={two},{two}&allOrNone=false");

        Assert.Equal("INVALID_CROSS_REFERENCE_KEY", (string)updated.Body![1]!["errors"]![0]!["statusCode"]!);
        Assert.Equal("1", client.World.Get("Account", one)["Phone"]);
        Assert.Equal([true, false], deleted.Body!.AsArray().Select(r => (bool)r!["success"]!));
        Assert.Equal("ENTITY_IS_DELETED", (string)deleted.Body[1]!["errors"]![0]!["statusCode"]!);
    }

    [Fact]
    public async Task An_upsert_says_of_each_row_whether_it_was_created()
    {
        await using var client = await StartAsync();
        client.AddKeyField("Account");
        client.World.AddAccount("Known", SalesforceWorld.Fields(("Hub_Key__c", "a-1")));

        var reply = await client.SendAsync("PATCH", "composite/sobjects/Account/Hub_Key__c", Records(
            false,
            Record("Account", ("Hub_Key__c", "a-1"), ("Name", "Renamed")),
            Record("Account", ("Hub_Key__c", "a-2"), ("Name", "New")),
            Record("Account", ("Hub_Key__c", "a-2"), ("Name", "Again")),
            Record("Account", ("Name", "Keyless"))));

        Assert.Equal([false, true], reply.Body!.AsArray().Take(2).Select(r => (bool)r!["created"]!));
        Assert.Equal("DUPLICATE_VALUE", (string)reply.Body[2]!["errors"]![0]!["statusCode"]!);
        Assert.Equal("MISSING_ARGUMENT", (string)reply.Body[3]!["errors"]![0]!["statusCode"]!);
        Assert.Equal(["Renamed", "New"], client.World.All("Account").Select(r => (string)r["Name"]!).ToArray());
    }

    [Fact]
    public async Task A_unique_key_is_never_held_twice()
    {
        await using var client = await StartAsync();
        client.AddKeyField("Account");
        client.World.AddAccount("Known", SalesforceWorld.Fields(("Hub_Key__c", "a-1")));

        var twin = await client.SendAsync(
            "POST", "sobjects/Account", new JsonObject { ["Name"] = "Twin", ["Hub_Key__c"] = "A-1" });

        Assert.Equal((400, "DUPLICATE_VALUE"), (twin.Code, twin.ErrorCode));
    }

    [Fact]
    public async Task Fetching_by_id_keeps_the_order_and_gives_null_for_the_unknown()
    {
        await using var client = await StartAsync();
        var (one, two) = (client.World.AddAccount("One"), client.World.AddAccount("Two"));
        JsonObject Ask(string field) =>
            new() { ["ids"] = new JsonArray(two, "001000000000999AAA", one), ["fields"] = new JsonArray(field) };

        var reply = await client.SendAsync("POST", "composite/sobjects/Account", Ask("Name"));
        var unknown = await client.SendAsync("POST", "composite/sobjects/Account", Ask("Nothing"));

        Assert.Equal("Two,,One", string.Join(",", reply.Body!.AsArray().Select(r => (string?)r?["Name"])));
        Assert.Equal((400, "INVALID_FIELD"), (unknown.Code, unknown.ErrorCode));
    }

    [Fact]
    public async Task More_than_200_rows_and_a_malformed_body_are_refused_whole()
    {
        await using var client = await StartAsync();

        var many = await client.SendAsync(
            "POST", "composite/sobjects",
            Records(false, Enumerable.Range(0, 201).Select(n => Record("Account", ("Name", $"A{n}")))));
        var malformed =
            await client.SendAsync("POST", "composite/sobjects", new JsonObject { ["rows"] = new JsonArray() });

        Assert.Equal((400, "EXCEEDED_ID_LIMIT"), (many.Code, many.ErrorCode));
        Assert.Equal((400, "JSON_PARSER_ERROR"), (malformed.Code, malformed.ErrorCode));
        Assert.Empty(client.World.All("Account"));
    }
}
