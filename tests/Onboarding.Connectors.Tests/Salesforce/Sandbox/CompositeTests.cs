using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;
using static Onboarding.Connectors.Tests.Salesforce.Sandbox.SandboxClient;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class CompositeTests
{
    [Fact]
    public async Task Later_parts_use_the_answers_of_earlier_ones_and_all_count_as_one_call()
    {
        await using var client = await StartAsync();

        var reply = await client.SendAsync("POST", "composite", Composite(
            true,
            Part("POST", "sobjects/Account", "acc", new JsonObject { ["Name"] = "Northwind" }),
            Part("POST", "sobjects/Contact", "con",
                new JsonObject { ["LastName"] = "Ames", ["AccountId"] = "@{acc.id}" }),
            Part("GET", "query?q=SELECT+Id,Name+FROM+Contact+WHERE+AccountId='@{acc.id}'", "found"),
            Part("GET", "sobjects/Contact/@{found.records[0].Id}?fields=LastName", "read")));

        Assert.Equal([201, 201, 200, 200], Codes(reply));
        Assert.Equal("Ames", (string)reply.Body!["compositeResponse"]![3]!["body"]!["LastName"]!);
        Assert.Equal(1, client.Sandbox.Calls.Total);
        Assert.Equal("api-usage=1/100000", reply.Headers["Sforce-Limit-Info"]);
    }

    [Fact]
    public async Task Without_all_or_none_only_the_dependants_of_a_failure_are_halted()
    {
        await using var client = await StartAsync();

        var reply = await client.SendAsync("POST", "composite", Composite(
            false,
            Part("POST", "sobjects/Account", "acc", new JsonObject { ["Phone"] = "1" }),
            Part("POST", "sobjects/Contact", "con",
                new JsonObject { ["LastName"] = "Ames", ["AccountId"] = "@{acc.id}" }),
            Part("POST", "sobjects/Account", "other", new JsonObject { ["Name"] = "Other" })));

        Assert.Equal([400, 400, 201], Codes(reply));
        Assert.Equal("PROCESSING_HALTED", (string)reply.Body!["compositeResponse"]![1]!["body"]![0]!["errorCode"]!);
        Assert.Equal("Other", client.World.All("Account").Single()["Name"]);
    }

    [Fact]
    public async Task With_all_or_none_one_failure_undoes_everything()
    {
        await using var client = await StartAsync();
        var id = client.World.AddAccount("Before");

        var reply = await client.SendAsync("POST", "composite", Composite(
            true,
            Part("PATCH", $"sobjects/Account/{id}", "first", new JsonObject { ["Name"] = "After" }),
            Part("POST", "sobjects/Contact", "second", new JsonObject { ["FirstName"] = "Ida" }),
            Part("POST", "sobjects/Account", "third", new JsonObject { ["Name"] = "Never" })));

        Assert.Equal([400, 400, 400], Codes(reply));
        Assert.Equal(
            ["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING", "PROCESSING_HALTED"],
            reply.Body!["compositeResponse"]!.AsArray().Select(p => (string)p!["body"]![0]!["errorCode"]!).ToArray());
        Assert.Equal("Before", client.World.All("Account").Single()["Name"]);
    }

    [Fact]
    public async Task More_than_25_parts_or_more_than_5_queries_run_nothing()
    {
        await using var client = await StartAsync();

        var parts = await client.SendAsync("POST", "composite", Composite(false, [.. Enumerable.Range(0, 26).Select(
            n => Part("POST", "sobjects/Account", $"a{n}", new JsonObject { ["Name"] = $"A{n}" }))]));
        var queries = await client.SendAsync("POST", "composite", Composite(false, [.. Enumerable.Range(0, 6).Select(
            n => Part("GET", "query?q=SELECT+Id+FROM+Account", $"q{n}"))]));
        var twins = await client.SendAsync("POST", "composite", Composite(
            false, Part("GET", "limits", "same"), Part("GET", "limits", "same")));

        Assert.Equal([400, 400, 400], new[] { parts.Code, queries.Code, twins.Code });
        Assert.Empty(client.World.All("Account"));
    }

    [Fact]
    public async Task Five_collections_of_200_rows_are_one_call()
    {
        await using var client = await StartAsync();

        var reply = await client.SendAsync(
            "POST", "composite", Composite(false, [.. Enumerable.Range(0, 5).Select(batch => Part(
            "POST",
            "composite/sobjects",
            $"b{batch}",
            Records(false, Enumerable.Range(0, 200).Select(n => Record("Account", ("Name", $"A{batch}-{n}"))))))]));

        Assert.Equal([200, 200, 200, 200, 200], Codes(reply));
        Assert.Equal(1000, client.World.All("Account").Length);
        Assert.Equal((1, 1), (client.Sandbox.Calls.Total, client.Sandbox.Calls.Of(SalesforceCallKind.Composite)));
    }

    private static int[] Codes(Reply reply) =>
        [.. reply.Body!["compositeResponse"]!.AsArray().Select(p => (int)p!["httpStatusCode"]!)];

    private static JsonObject Composite(bool allOrNone, params JsonObject[] parts) => new()
    {
        ["allOrNone"] = allOrNone,
        ["collateSubrequests"] = false,
        ["compositeRequest"] = new JsonArray([.. parts]),
    };

    private static JsonObject Part(string method, string path, string reference, JsonNode? body = null)
    {
        var part = new JsonObject { ["method"] = method, ["url"] = Data + path, ["referenceId"] = reference };
        if (body is not null)
        {
            part["body"] = body;
        }

        return part;
    }
}
