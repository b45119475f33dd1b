using System.Text.Json.Nodes;
using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class ObjectWriteTests
{
    private const string Milestones = "Onboarding_Milestone__gc";
    private const string Path = "/v1/data/objects/" + Milestones;

    [Fact]
    public async Task An_insert_answers_the_rows_in_order_with_their_ids()
    {
        await using var tenant = await StartAsync();
        var answer = await tenant.PostAsync(Path, """
            { "records": [ { "Name": "first", "Hub_Key__gc": "k1" }, { "Name": "second", "Hub_Key__gc": "k2" } ] }
            """);
        Assert.Equal((200, true, 2), (answer.Http, answer.Result, (int)answer.Data["count"]!));
        Assert.Equal("first,second", answer.Line("Name"));
        Assert.All(answer.Column("Gsid"), gsid => Assert.Matches("^1Z02[0-9A-Z]{32}$", gsid));
        Assert.Equal(tenant.Clock.GetUtcNow(), tenant.World.All(Milestones)[1]["CreatedDate"]);
    }

    [Theory]
    [InlineData(GainsightVariants.BatchErrorForm.Nested)]
    [InlineData(GainsightVariants.BatchErrorForm.Flat)]
    public async Task One_bad_record_fails_the_whole_batch(GainsightVariants.BatchErrorForm form)
    {
        await using var tenant = await StartAsync(new() { BatchErrors = form });
        var answer = await tenant.PostAsync(Path, """
            { "records": [ { "Name": "good" }, { "Name": "bad", "State__gc": "Foo" } ] }
            """);
        Assert.Equal((400, "GSOBJ_1012", 0), (answer.Http, answer.Code, (int)answer.Data["count"]!));
        var error = Assert.Single(answer.Data["errors"]!.AsArray())!;
        var holder = form is GainsightVariants.BatchErrorForm.Nested ? error[0]! : error;
        Assert.Equal("State__gc", (string?)holder["errors"]![0]!["fieldName"]);
        Assert.Empty(tenant.World.All(Milestones));
    }

    [Theory]
    [InlineData("""{ "Name": "n", "Due__gc": "tomorrow" }""", "GSOBJ_1006")]
    [InlineData("""{ "Name": "n", "Reached__gc": "2026-13-01T00:00:00Z" }""", "GSOBJ_1005")]
    [InlineData("""{ "Name": "n", "Proven__gc": "yes" }""", "GSOBJ_1008")]
    [InlineData("""{ "Name": "n", "Weight__gc": "heavy" }""", "GSOBJ_1008")]
    [InlineData("""{ "Name": "n", "Owner__gc": "no-mail" }""", "GSOBJ_1008")]
    [InlineData("""{ "Name": "n", "Company__gc": "1P02NOBODY" }""", "GSOBJ_1004")]
    [InlineData("""{ "Name": "n", "Code__gc": "too long" }""", "GSOBJ_1001")]
    [InlineData("""{ "Name": "n", "Key__gc": null }""", "GSOBJ_1007")]
    [InlineData("""{ "Name": "n", "Colour__gc": "red" }""", "GSOBJ_1002")]
    [InlineData("""{ "Name": "n", "Gsid": "1Z02MINE" }""", "GSOBJ_1002")]
    [InlineData("""{ "Name": "n", "ModifiedDate": "2026-01-01T00:00:00Z" }""", "GSOBJ_1002")]
    public async Task Each_kind_of_bad_value_has_its_code(string record, string code)
    {
        await using var tenant = await StartAsync();
        tenant.World.DefineField(Milestones, GainsightField.Text("Key__gc") with { Required = true });
        var parsed = JsonNode.Parse(record)!.AsObject();
        parsed.TryAdd("Key__gc", "k");
        var body = new JsonObject { ["records"] = new JsonArray(parsed) };
        var answer = await tenant.PostAsync(Path, body.ToJsonString());
        Assert.Equal((400, code), (answer.Http, answer.Code));
    }

    [Fact]
    public async Task Values_of_each_kind_are_kept_as_written()
    {
        await using var tenant = await StartAsync();
        var company = tenant.World.AddCompany("Kestrel");
        await tenant.PostAsync(Path, $$"""
            { "records": [ { "name": "n", "Due__gc": 1777593600000, "Reached__gc": "2026-03-01 10:15:30",
              "Proven__gc": true, "Weight__gc": 2.5, "Owner__gc": "ines@hub.example",
              "Company__gc": "{{company}}", "State__gc": "open" } ] }
            """);
        var row = Assert.Single(tenant.World.All(Milestones));
        Assert.Equal(new DateOnly(2026, 5, 1), row["Due__gc"]);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 15, 30, TimeSpan.Zero), row["Reached__gc"]);
        Assert.Equal((true, 2.5m), (row["Proven__gc"], row["Weight__gc"]));
        Assert.Equal(company, row["Company__gc"]);
        Assert.Equal(tenant.World.PicklistItem("MILESTONE_STATE", "Open"), row["State__gc"]);
    }

    [Fact]
    public async Task Fifty_one_records_or_four_keys_are_too_many()
    {
        await using var tenant = await StartAsync();
        var records = string.Join(',', Enumerable.Range(0, 51).Select(i => $$"""{ "Name": "n{{i}}" }"""));
        Assert.Equal(400, (await tenant.PostAsync(Path, $$"""{ "records": [{{records}}] }""")).Http);
        const string One = """{ "records": [ { "Name": "n" } ] }""";
        Assert.Equal(400, (await tenant.PutAsync(Path + "?keys=Name,Hub_Key__gc,Owner__gc,Code__gc", One)).Http);
        Assert.Equal(400, (await tenant.PutAsync(Path, One)).Http);
        Assert.Empty(tenant.World.All(Milestones));
    }

    [Fact]
    public async Task An_update_finds_its_row_by_all_keys_and_moves_the_modified_date()
    {
        await using var tenant = await StartAsync();
        tenant.World.Add(Milestones, ("Name", "a"), ("Hub_Key__gc", "k"));
        var second = tenant.World.Add(Milestones, ("Name", "b"), ("Hub_Key__gc", "k"));
        tenant.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var answer = await tenant.PutAsync(Path + "?keys=Hub_Key__gc,Name", """
            { "records": [ { "Name": "b", "Hub_Key__gc": "k", "Weight__gc": 7 } ] }
            """);
        Assert.Equal(second, answer.Line("Gsid"));
        var row = tenant.World.Get(second);
        Assert.Equal((7m, tenant.Clock.GetUtcNow()), (row["Weight__gc"], row["ModifiedDate"]));
        Assert.NotEqual(row["ModifiedDate"], row["CreatedDate"]);
    }

    [Theory]
    [InlineData(GainsightVariants.UnmatchedForm.Refused, 400, 1)]
    [InlineData(GainsightVariants.UnmatchedForm.Skipped, 200, 1)]
    [InlineData(GainsightVariants.UnmatchedForm.Inserted, 200, 2)]
    public async Task A_record_without_a_match_is_refused_skipped_or_inserted(
        GainsightVariants.UnmatchedForm form, int http, int rows)
    {
        await using var tenant = await StartAsync(new() { Unmatched = form });
        var known = tenant.World.Add(Milestones, ("Name", "a"), ("Hub_Key__gc", "k1"));
        var answer = await tenant.PutAsync(Path + "?keys=Hub_Key__gc", """
            { "records": [ { "Hub_Key__gc": "k1", "Weight__gc": 1 }, { "Hub_Key__gc": "k2", "Weight__gc": 2 } ] }
            """);
        Assert.Equal((http, rows), (answer.Http, tenant.World.All(Milestones).Length));
        Assert.Equal(http == 200, tenant.World.Get(known)["Weight__gc"] is 1m);
    }

    [Fact]
    public async Task Keys_that_fit_several_rows_are_refused()
    {
        await using var tenant = await StartAsync();
        tenant.World.Add(Milestones, ("Hub_Key__gc", "k"));
        tenant.World.Add(Milestones, ("Hub_Key__gc", "k"));
        var answer = await tenant.PutAsync(Path + "?keys=Hub_Key__gc", """{ "records": [ { "Hub_Key__gc": "k" } ] }""");
        Assert.Equal(400, answer.Http);
    }

    [Fact]
    public async Task Lookups_fill_in_ids_from_natural_keys()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var user = tenant.World.AddUser("Ines", "ines@hub.example");
        var answer = await tenant.PostAsync("/v1/data/objects/Company", Company("INES@hub.example", "ERROR"));
        Assert.True(answer.Result, answer.Description);
        Assert.Equal(user, tenant.World.All(GainsightObjects.Company)[0]["Csm"]);
        Assert.Equal(400, (await tenant.PostAsync("/v1/data/objects/Company", Company("x@y.z", "ERROR"))).Http);
        Assert.Equal(200, (await tenant.PostAsync("/v1/data/objects/Company", Company("x@y.z", "NULLABLE"))).Http);

        tenant.World.AddUser("Twin", "ines@hub.example");
        var twins = Company("ines@hub.example", "ERROR").Replace("FIRSTMATCH", "MARKASERROR", StringComparison.Ordinal);
        Assert.Equal(400, (await tenant.PostAsync("/v1/data/objects/Company", twins)).Http);

        static string Company(string mail, string onNoMatch) => $$"""
            { "records": [ { "Name": "Kestrel", "CsmEmail": "{{mail}}" } ],
              "lookups": { "Csm": { "fields": { "CsmEmail": "Email" }, "lookupField": "Gsid", "objectName": "gsuser",
                                    "multiMatchOption": "FIRSTMATCH", "onNoMatch": "{{onNoMatch}}" } } }
            """;
    }

    [Fact]
    public async Task A_row_can_be_read_and_deleted_by_its_id()
    {
        await using var tenant = await StartAsync();
        var gsid = tenant.World.Add(Milestones, ("Name", "a"));
        Assert.Equal("a", (await tenant.GetAsync(Path + "/" + gsid)).Column("Name").Single());
        Assert.Equal(200, (await tenant.DeleteAsync(Path + "/" + gsid)).Http);
        Assert.Empty((await tenant.GetAsync(Path + "/" + gsid)).Rows);
        Assert.Equal("GSOBJ_1004", (await tenant.DeleteAsync(Path + "/" + gsid)).Code);
    }

    [Theory]
    [InlineData("call_to_action")]
    [InlineData("person")]
    [InlineData("da_picklist")]
    [InlineData("record_delete_log")]
    public async Task Objects_with_calls_of_their_own_refuse_the_generic_write(string name)
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var answer = await tenant.PostAsync("/v1/data/objects/" + name, """{ "records": [ { "Name": "n" } ] }""");
        Assert.Equal((400, "GSOBJ_1023"), (answer.Http, answer.Code));
    }

    private static async Task<SandboxTenant> StartAsync(GainsightVariants? variants = null)
    {
        var tenant = await SandboxTenant.StartAsync(
            (variants ?? new()) with { Empty = GainsightVariants.EmptyForm.NoRows });
        tenant.World.AddPicklistItem("MILESTONE_STATE", "Open");
        tenant.World.DefineObject(
            Milestones,
            GainsightField.Text("Hub_Key__gc"),
            GainsightField.Text("Code__gc", 4),
            GainsightField.Date("Due__gc"),
            GainsightField.DateTime("Reached__gc"),
            GainsightField.Boolean("Proven__gc"),
            GainsightField.Number("Weight__gc"),
            GainsightField.Email("Owner__gc"),
            GainsightField.Picklist("State__gc", "MILESTONE_STATE"),
            GainsightField.Lookup("Company__gc", GainsightObjects.Company));
        return tenant;
    }

    [Fact]
    public async Task A_row_is_updated_by_its_gsid_which_stays_what_it_is()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var company = tenant.World.AddCompany("Kestrel Foods");

        var answer = await tenant.PutAsync("/v1/data/objects/Company?keys=Gsid", $$"""
            { "records": [ { "Gsid": "{{company}}", "ARR": 5 } ] }
            """);

        Assert.True(answer.Result);
        Assert.Equal(company, answer.Line("Gsid"));
        Assert.Equal(5m, tenant.World.Get(company)["ARR"]);
    }
}
