using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class ToolingTests
{
    private const string Fields = "tooling/sobjects/CustomField";
    private const string Rules = "tooling/sobjects/ValidationRule";
    private const string Gate = "AND(NOT(ISBLANK(Hub_CS_Owner__c)), NOT(Hub_Handoff_Complete__c))";

    [Fact]
    public async Task A_field_made_by_API_is_invisible_until_field_permissions_are_granted()
    {
        await using var client = await SandboxClient.StartAsync();
        var id = client.World.AddOpportunity(client.World.AddAccount("A"), "Deal", new DateOnly(2026, 4, 1));
        const string query = "SELECT Hub_Goals__c FROM Opportunity";

        var made = await client.SendAsync(
            "POST", Fields,
            Field("Hub_Goals__c", """{"label":"Goals","type":"LongTextArea","length":32768,"visibleLines":5}"""));
        var hidden = await client.QueryAsync(query);
        var refused =
            await client.SendAsync("PATCH", $"sobjects/Opportunity/{id}", new JsonObject { ["Hub_Goals__c"] = "Go" });
        var granted = await GrantAsync(client, "Hub_Goals__c");
        var written =
            await client.SendAsync("PATCH", $"sobjects/Opportunity/{id}", new JsonObject { ["Hub_Goals__c"] = "Go" });
        var seen = await client.QueryAsync(query);
        var again = await client.SendAsync("POST", Fields, Field("Hub_Goals__c", """{"label":"Goals","type":"Url"}"""));

        Assert.Equal(201, made.Code);
        Assert.StartsWith("00N", (string)made.Body!["id"]!, StringComparison.Ordinal);
        Assert.Equal((400, "INVALID_FIELD"), (hidden.Code, hidden.ErrorCode));
        Assert.Equal("INVALID_FIELD", refused.ErrorCode);
        Assert.Equal((201, 204), (granted.Code, written.Code));
        Assert.Equal(["Go"], seen.Column("Hub_Goals__c"));
        Assert.Equal((400, "DUPLICATE_DEVELOPER_NAME"), (again.Code, again.ErrorCode));
    }

    [Theory]
    [InlineData("Hub_A__c", """{"label":"A","type":"Text","length":300}""")]
    [InlineData("Hub_A__c", """{"label":"A","type":"Checkbox"}""")]
    [InlineData("Hub_A__c", """{"label":"A","type":"Hologram"}""")]
    [InlineData("Hub_A__c", """{"label":"A","type":"Text","length":10,"colour":"red"}""")]
    [InlineData("Hub__A__c", """{"label":"A","type":"Url"}""")]
    [InlineData("Hub_A", """{"label":"A","type":"Url"}""")]
    [InlineData("Hub_A__c", """{"label":"A","type":"Lookup","referenceTo":"Nothing","relationshipName":"As"}""")]
    public async Task A_field_that_the_platform_would_not_take_is_refused(string name, string metadata)
    {
        await using var client = await SandboxClient.StartAsync();

        var reply = await client.SendAsync("POST", Fields, Field(name, metadata));

        Assert.Equal(400, reply.Code);
        Assert.Empty((await client.SendAsync("GET", "tooling/query?q=SELECT+Id+FROM+CustomField")).Rows);
    }

    [Fact]
    public async Task The_gate_holds_on_every_save_path_until_the_handoff_is_complete()
    {
        await using var client = await SandboxClient.StartAsync();
        var (id, owner) = await WithGateAsync(client);

        var byRow = await client.SendAsync(
            "PATCH", $"sobjects/Opportunity/{id}", new JsonObject { ["Hub_CS_Owner__c"] = owner });
        var byCollection = await client.SendAsync("PATCH", "composite/sobjects", SandboxClient.Records(
            false, SandboxClient.Record("Opportunity", ("id", id), ("Hub_CS_Owner__c", owner))));
        var byHand = Assert.Throws<SalesforceRefusedException>(
            () => client.World.SetField(id, "Hub_CS_Owner__c", owner));
        var complete = await client.SendAsync(
            "PATCH", $"sobjects/Opportunity/{id}",
            new JsonObject { ["Hub_CS_Owner__c"] = owner, ["Hub_Handoff_Complete__c"] = true });

        Assert.Equal(
            (400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Complete the handoff first."),
            (byRow.Code, byRow.ErrorCode, byRow.Message));
        Assert.Equal("Hub_CS_Owner__c", (string)byRow.Body![0]!["fields"]![0]!);
        Assert.Equal("FIELD_CUSTOM_VALIDATION_EXCEPTION", (string)byCollection.Body![0]!["errors"]![0]!["statusCode"]!);
        Assert.Equal("FIELD_CUSTOM_VALIDATION_EXCEPTION", byHand.Code);
        Assert.Equal(204, complete.Code);
    }

    [Fact]
    public async Task A_rule_is_found_read_switched_off_and_on()
    {
        await using var client = await SandboxClient.StartAsync();
        var (opportunity, owner) = await WithGateAsync(client);
        var found = (await client.SendAsync("GET", "tooling/query?q=" + Uri.EscapeDataString(
            "SELECT Id, ValidationName, Active, ErrorMessage, EntityDefinition.QualifiedApiName FROM ValidationRule "
            + "WHERE EntityDefinition.QualifiedApiName = 'Opportunity' AND ValidationName = 'Hub_Gate'")))
            .Rows.Single()!;
        var path = $"{Rules}/{(string)found["Id"]!}";

        var metadata = (await client.GetAsync(path)).Body!["Metadata"]!.DeepClone();
        metadata["active"] = false;
        var off = await client.SendAsync("PATCH", path, new JsonObject { ["Metadata"] = metadata });
        var free = await client.SendAsync(
            "PATCH", $"sobjects/Opportunity/{opportunity}", new JsonObject { ["Hub_CS_Owner__c"] = owner });
        var direct = await client.SendAsync("PATCH", path, new JsonObject { ["Active"] = true });
        var deleted = await client.SendAsync("DELETE", path);

        Assert.Equal("Opportunity", (string)found["EntityDefinition"]!["QualifiedApiName"]!);
        Assert.True((bool)found["Active"]!);
        Assert.Equal((204, 204), (off.Code, free.Code));
        Assert.False((bool)(await client.GetAsync(path)).Body!["Active"]!);
        Assert.Equal((400, 405), (direct.Code, deleted.Code));
    }

    [Fact]
    public async Task Metadata_is_read_of_one_row_at_a_time()
    {
        await using var client = await SandboxClient.StartAsync();
        await WithGateAsync(client);

        var many = await client.SendAsync("GET", "tooling/query?q=SELECT+Id,FullName,Metadata+FROM+CustomField");
        var one = await client.SendAsync(
            "GET", "tooling/query?q=SELECT+FullName,Metadata+FROM+CustomField+WHERE+DeveloperName='Hub_CS_Owner'");

        Assert.Equal((400, "MALFORMED_QUERY"), (many.Code, many.ErrorCode));
        Assert.Equal("User", (string)one.Rows.Single()!["Metadata"]!["referenceTo"]!);
    }

    [Theory]
    [InlineData("ISPICKVAL(StageName, \"Closed Won\")", "Closed Won", true)]
    [InlineData("TEXT(StageName) = 'Closed Won' && Amount > 100", "Closed Won", false)]
    [InlineData("AND(ISCHANGED(StageName), TEXT(PRIORVALUE(StageName)) <> TEXT(StageName))", "Qualification", true)]
    [InlineData("ISNEW()", "Qualification", false)]
    [InlineData("OR(LEN(NextStep) > 3, NOT(ISBLANK(Account.Phone)))", "Qualification", false)]
    [InlineData("IF(IsWon, ISNULL(Amount), FALSE)", "Closed Won", true)]
    [InlineData("!(CloseDate = NULL) && (Name == \"Deal\" || 1 > 2)", "Qualification", true)]
    public async Task A_formula_is_evaluated_on_the_row_as_it_will_be(string formula, string stage, bool refused)
    {
        await using var client = await SandboxClient.StartAsync();
        var id = client.World.AddOpportunity(client.World.AddAccount("A"), "Deal", new DateOnly(2026, 4, 1));
        client.World.AddValidationRule("Opportunity", "Rule", formula, "No.");

        var reply = await client.SendAsync(
            "PATCH", $"sobjects/Opportunity/{id}", new JsonObject { ["StageName"] = stage });

        Assert.Equal(refused ? 400 : 204, reply.Code);
    }

    [Theory]
    [InlineData("StageName = \"Closed Won\"")]
    [InlineData("ISBLANK(Nothing__c)")]
    [InlineData("ISBLANK(Description)")]
    [InlineData("VLOOKUP(Name)")]
    [InlineData("AND(IsWon")]
    [InlineData("ISPICKVAL(Name, \"x\")")]
    [InlineData("IsWon IsClosed")]
    public async Task A_formula_that_does_not_compile_is_refused(string formula)
    {
        await using var client = await SandboxClient.StartAsync();

        var reply = await client.SendAsync("POST", Rules, Rule("Bad", formula));

        Assert.Equal((400, "FIELD_INTEGRITY_EXCEPTION"), (reply.Code, reply.ErrorCode));
        Assert.Empty((await client.SendAsync("GET", "tooling/query?q=SELECT+Id+FROM+ValidationRule")).Rows);
    }

    [Fact]
    public async Task A_custom_object_with_a_lookup_is_a_child_of_the_type_it_points_to()
    {
        await using var client = await SandboxClient.StartAsync();
        var account = client.World.AddAccount("A");

        var type = await client.SendAsync("POST", "tooling/sobjects/CustomObject", new JsonObject
        {
            ["FullName"] = "Onboarding__c",
            ["Metadata"] =
                JsonNode.Parse(
                    """{"label":"Onboarding","pluralLabel":"Onboardings","nameField":{"label":"Name"}}"""),
        });
        var lookup = await client.SendAsync("POST", Fields, Field(
            "Account__c",
            """{"label":"Account","type":"Lookup","referenceTo":"Account","relationshipName":"Onboardings"}""",
            "Onboarding__c"));
        await GrantAsync(client, "Account__c", "Onboarding__c");
        var row = await client.SendAsync(
            "POST", "sobjects/Onboarding__c", new JsonObject { ["Name"] = "Run", ["Account__c"] = account });
        var read = await client.QueryAsync("SELECT Name, Account__r.Name FROM Onboarding__c");
        var children = await client.QueryAsync("SELECT Name, (SELECT Name FROM Onboardings__r) FROM Account");

        Assert.Equal((201, 201, 201), (type.Code, lookup.Code, row.Code));
        Assert.Equal("A", (string)read.Rows.Single()!["Account__r"]!["Name"]!);
        Assert.Equal("Run", (string)children.Rows.Single()!["Onboardings__r"]!["records"]![0]!["Name"]!);
    }

    private static async Task<(string Opportunity, string Owner)> WithGateAsync(SandboxClient client)
    {
        await client.SendAsync("POST", Fields, Field(
            "Hub_CS_Owner__c",
            """{"label":"CS owner","type":"Lookup","referenceTo":"User","relationshipName":"Hub_Led"}"""));
        await client.SendAsync(
            "POST", Fields,
            Field("Hub_Handoff_Complete__c", """{"label":"Complete","type":"Checkbox","defaultValue":false}"""));
        await GrantAsync(client, "Hub_CS_Owner__c");
        await GrantAsync(client, "Hub_Handoff_Complete__c");
        var rule = await client.SendAsync("POST", Rules, Rule("Hub_Gate", Gate));
        Assert.Equal(201, rule.Code);
        return (
            client.World.AddOpportunity(client.World.AddAccount("A"), "Deal", new DateOnly(2026, 4, 1)),
            client.World.AddUser("cs@acme.example", "Cleo", "Success", "cs@acme.example"));
    }

    private static Task<Reply> GrantAsync(SandboxClient client, string field, string type = "Opportunity") =>
        client.SendAsync("POST", "sobjects/FieldPermissions", new JsonObject
        {
            ["ParentId"] = client.World.HubPermissionSetId,
            ["SobjectType"] = type,
            ["Field"] = $"{type}.{field}",
            ["PermissionsRead"] = true,
            ["PermissionsEdit"] = true,
        });

    private static JsonObject Field(string name, string metadata, string type = "Opportunity") =>
        new() { ["FullName"] = $"{type}.{name}", ["Metadata"] = JsonNode.Parse(metadata) };

    private static JsonObject Rule(string name, string formula) => new()
    {
        ["FullName"] = $"Opportunity.{name}",
        ["Metadata"] = new JsonObject
        {
            ["active"] = true,
            ["errorConditionFormula"] = formula,
            ["errorDisplayField"] = name == "Hub_Gate" ? "Hub_CS_Owner__c" : null,
            ["errorMessage"] = "Complete the handoff first.",
        },
    };
}
