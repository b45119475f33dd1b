using System.Text.Json;
using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class CockpitTests
{
    private const string CtaPath = "/v2/cockpit/cta/";
    private const string TaskPath = "/v2/cockpit/task/";

    [Fact]
    public async Task Each_record_of_a_cta_write_has_an_outcome_of_its_own()
    {
        await using var tenant = await StartAsync();
        var answer = await tenant.PostAsync(CtaPath, Requests(
            Cta(tenant, "good"),
            Cta(tenant, "bad reason", ("reason", "Usage Drop")),
            Cta(tenant, "bad status", ("status", "Foo")),
            Cta(tenant, "no owner", ("OwnerEmail", "nobody@hub.example"))));

        Assert.Equal((200, true), (answer.Http, answer.Result));
        var row = Assert.Single(tenant.World.All(GainsightObjects.CallToAction));
        Assert.Equal(answer.Cockpit("success", "good"), row.Gsid);
        Assert.StartsWith("1S01", row.Gsid, StringComparison.Ordinal);
        Assert.StartsWith("COCKPIT_9700: ", answer.Cockpit("failure", "bad reason"), StringComparison.Ordinal);
        Assert.StartsWith("GSOBJ_1012: ", answer.Cockpit("failure", "bad status"), StringComparison.Ordinal);
        Assert.NotNull(answer.Cockpit("failure", "no owner"));
        Assert.Equal((false, "COMPANY"), (row["IsClosed"], row["EntityType"]));
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("CompanyId")]
    [InlineData("OwnerEmail")]
    [InlineData("DueDate")]
    [InlineData("type")]
    [InlineData("reason")]
    [InlineData("status")]
    [InlineData("priority")]
    public async Task A_cta_without_a_mandatory_field_fails(string field)
    {
        await using var tenant = await StartAsync();
        var answer = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "r", (field, null))));
        Assert.StartsWith("COCKPIT_9700: ", answer.Cockpit("failure", "r"), StringComparison.Ordinal);
        Assert.Empty(tenant.World.All(GainsightObjects.CallToAction));
    }

    [Fact]
    public async Task A_repeated_reference_makes_a_second_cta_and_no_query_can_see_it()
    {
        await using var tenant = await StartAsync();
        await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "same")));
        await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "same")));
        Assert.Equal(2, tenant.World.All(GainsightObjects.CallToAction).Length);
        var query = await tenant.QueryAsync("call_to_action", """{ "select": ["Gsid", "referenceId"] }""");
        Assert.Contains("referenceId", query.Description, StringComparison.Ordinal);
        var update = await tenant.PutAsync(CtaPath, Requests("""{ "referenceId": "same", "Name": "x" }"""));
        Assert.StartsWith("COCKPIT_6007", update.Cockpit("failure", "same"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declared_custom_field_can_be_written_and_queried_and_another_cannot()
    {
        await using var tenant = await StartAsync();
        var refused = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "r", ("Hub_Key__gc", "k"))));
        Assert.StartsWith("GSOBJ_1002", refused.Cockpit("failure", "r"), StringComparison.Ordinal);
        tenant.World.DefineField(GainsightObjects.CallToAction, GainsightField.Text("Hub_Key__gc"));
        var written = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "r", ("Hub_Key__gc", "k"))));
        var found = await tenant.QueryAsync("call_to_action", """
            { "select": ["Gsid"], "where": { "expression": "A", "conditions": [
              { "name": "Hub_Key__gc", "alias": "A", "operator": "EQ", "value": ["k"] } ] } }
            """);
        Assert.Equal(written.Cockpit("success", "r"), found.Column("Gsid").Single());
    }

    [Fact]
    public async Task A_playbook_gives_the_cta_its_tasks_with_due_dates()
    {
        await using var tenant = await StartAsync();
        var playbook = tenant.World.AddPlaybook(
            "Standard",
            "Lifecycle",
            new GainsightPlaybookTask { Name = "Kick-off", DueAfterDays = 2, Type = "Call" },
            new GainsightPlaybookTask { Name = "Import", DueAfterDays = 14, Priority = "High" });
        var listed = await tenant.GetAsync("/v2/cockpit/playbook/list");
        Assert.Equal(playbook, (string?)Assert.Single(listed.BareRows)["Gsid"]);

        var answer = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "r", ("PlaybookId", playbook))));
        var cta = answer.Cockpit("success", "r");
        var tasks = tenant.World.All(GainsightObjects.Task);
        Assert.Equal("Kick-off,Import", string.Join(',', tasks.Select(task => task.Text("Name"))));
        Assert.Equal([new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 16)], tasks.Select(task => task["DueDate"]));
        Assert.All(tasks, task => Assert.Equal(cta, task["CtaId"]));
        Assert.Equal((string?)listed.BareRows[0]["PlaybookTasks"]![0]!["Gsid"], tasks[0]["PlaybookTaskId"]);

        var risk = Cta(tenant, "risk", ("PlaybookId", playbook), ("type", "Risk"), ("reason", "Usage Drop"));
        Assert.NotNull((await tenant.PostAsync(CtaPath, Requests(risk))).Cockpit("failure", "risk"));
        Assert.Equal(2, tenant.World.All(GainsightObjects.Task).Length);
    }

    [Fact]
    public async Task Cascades_move_the_open_tasks_they_name()
    {
        await using var tenant = await StartAsync();
        var playbook = tenant.World.AddPlaybook(
            "Standard", "Lifecycle", new GainsightPlaybookTask { Name = "planned", DueAfterDays = 2 });
        var created = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "r", ("PlaybookId", playbook))));
        var cta = created.Cockpit("success", "r")!;
        await tenant.PostAsync(TaskPath, Requests(Task(cta, "added")));
        var next = tenant.World.AddUser("Olu", "olu@hub.example");

        await tenant.PutAsync(CtaPath, Requests(
            $$"""{ "Gsid": "{{cta}}", "DueDate": "2026-07-03", "dueDateCascade": "PLAYBOOK_TASKS" }"""));
        var tasks = tenant.World.All(GainsightObjects.Task);
        Assert.Equal([new DateOnly(2026, 3, 7), new DateOnly(2026, 5, 4)], tasks.Select(task => task["DueDate"]));

        tenant.World.CloseTask(cta, "added");
        await tenant.PutAsync(CtaPath, Requests(
            $$"""{ "referenceId": "r", "OwnerEmail": "olu@hub.example", "ownerCascade": "ALL_OPEN_TASKS" }"""));
        tasks = tenant.World.All(GainsightObjects.Task);
        Assert.Equal([true, false], tasks.Select(task => task.Text("OwnerId") == next));
        Assert.Equal(next, tenant.World.Get(cta)["OwnerId"]);
    }

    [Fact]
    public async Task Tasks_belong_to_a_cta_and_closing_stamps_them()
    {
        await using var tenant = await StartAsync();
        var created = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "c")));
        var cta = created.Cockpit("success", "c")!;
        var answer = await tenant.PostAsync(TaskPath, Requests(Task(cta, "t"), Task("1S01NONE", "orphan")));
        var task = answer.Cockpit("success", "t")!;
        Assert.NotNull(answer.Cockpit("failure", "orphan"));
        Assert.Equal(tenant.World.Get(cta)["OwnerId"], tenant.World.Get(task)["OwnerId"]);

        tenant.Clock.Advance(TimeSpan.FromHours(1));
        await tenant.PutAsync(TaskPath, Requests($$"""{ "Gsid": "{{task}}", "status": "Closed" }"""));
        var closed = tenant.World.Get(task);
        Assert.Equal((true, tenant.Clock.GetUtcNow()), (closed["IsClosed"], closed["ClosedDate"]));
        tenant.World.Set(task, "StatusId", "Open");
        Assert.Equal((false, null), (tenant.World.Get(task)["IsClosed"], tenant.World.Get(task)["ClosedDate"]));

        var read = await tenant.QueryAsync("cs_task", """{ "select": ["CtaId__gr.Name", "StatusId__gr.Name"] }""");
        Assert.Equal(("Onboarding", "Open"), (read.Line("CtaId__gr.Name"), read.Line("StatusId__gr.Name")));
        var listed = await tenant.GetAsync("/v2/cockpit/task/list/" + cta);
        Assert.Equal(task, (string?)Assert.Single(listed.BareRows)["Gsid"]);
    }

    [Fact]
    public async Task Fifty_one_requests_are_too_many()
    {
        await using var tenant = await StartAsync();
        var ctas = Enumerable.Range(0, 51).Select(i => Cta(tenant, "r" + i)).ToArray();
        Assert.Equal(400, (await tenant.PostAsync(CtaPath, Requests(ctas))).Http);
        Assert.Empty(tenant.World.All(GainsightObjects.CallToAction));
    }

    [Fact]
    public async Task A_call_that_is_refused_as_a_whole_leaves_no_trace()
    {
        await using var tenant = await StartAsync();
        var twice = Cta(tenant, "b", ("TypeId", "Lifecycle"));
        var answer = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "a"), twice));
        Assert.Equal((400, "GSOBJ_1002"), (answer.Http, answer.Code));
        Assert.Empty(tenant.World.All(GainsightObjects.CallToAction));
    }

    [Fact]
    public async Task A_list_names_its_states_refuses_a_bad_select_with_200_and_has_no_order()
    {
        await using var tenant = await StartAsync();
        await tenant.PostAsync(CtaPath, Requests([.. Enumerable.Range(0, 30).Select(i => Cta(tenant, "r" + i))]));
        const string Query = """
            { "select": ["Name"], "pageSize": 1000, "pageNumber": 1, "where": { "expression": "A", "conditions": [
              { "fieldName": "DueDate", "alias": "A", "operator": "EQ", "value": ["2026-06-30"] } ] } }
            """;
        var first = await tenant.PostAsync("/v2/cockpit/cta/list", Query);
        var second = await tenant.PostAsync("/v2/cockpit/cta/list", Query);
        Assert.Equal("Lifecycle", (string?)first.BareRows[0]["TypeId__gr.Name"]);
        Assert.NotEqual(Order(first), Order(second));
        Assert.Equal(Order(first).Order(StringComparer.Ordinal), Order(second).Order(StringComparer.Ordinal));

        var bad = await tenant.PostAsync("/v2/cockpit/cta/list", """{ "select": ["Nmae"] }""");
        Assert.Equal((200, false, "COCKPIT_5101"), (bad.Http, bad.Result, bad.Code));
        var large = await tenant.PostAsync("/v2/cockpit/cta/list", """{ "select": ["Name"], "pageSize": 1001 }""");
        Assert.Equal(400, large.Http);

        static List<string?> Order(Answer answer) => [.. answer.BareRows.Select(row => (string?)row["Gsid"])];
    }

    [Fact]
    public async Task A_deleted_cta_takes_its_tasks_along_and_is_listed_as_deleted()
    {
        await using var tenant = await StartAsync();
        var created = await tenant.PostAsync(CtaPath, Requests(Cta(tenant, "c")));
        var cta = created.Cockpit("success", "c")!;
        await tenant.PostAsync(TaskPath, Requests(Task(cta, "t")));
        tenant.World.Delete(cta);
        Assert.Empty(tenant.World.All(GainsightObjects.Task));
        var deleted = await tenant.PostAsync("/v2/cockpit/cta/deleted/list", """{ "select": ["Name"] }""");
        Assert.Equal(cta, (string?)Assert.Single(deleted.BareRows)["Gsid"]);
    }

    [Fact]
    public async Task Picklists_come_grouped_by_category()
    {
        await using var tenant = await StartAsync();
        var answer = await tenant.GetAsync("/v2/cockpit/admin/picklist/lite?category=CTA_STATUS,CTA_TYPE&et=COMPANY");
        Assert.Equal("New", (string?)answer.Data["CTA_STATUS"]![0]!["name"]);
        Assert.Equal(tenant.World.PicklistItem("CTA_TYPE", "Lifecycle"), (string?)answer.Data["CTA_TYPE"]![0]!["gsid"]);
    }

    private static async Task<SandboxTenant> StartAsync()
    {
        var tenant = await SandboxTenant.StartAsync();
        tenant.World.AddUser("Ines", "ines@hub.example");
        tenant.World.AddCompany("Kestrel Foods", ("SfdcAccountId", "001"));
        return tenant;
    }

    private static string Cta(SandboxTenant tenant, string reference, params (string Key, string? Value)[] changes)
    {
        var record = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["referenceId"] = reference,
            ["Name"] = "Onboarding",
            ["CompanyId"] = tenant.World.All(GainsightObjects.Company)[0].Gsid,
            ["OwnerEmail"] = "ines@hub.example",
            ["DueDate"] = "2026-06-30",
            ["type"] = "Lifecycle",
            ["reason"] = "Onboarding",
            ["status"] = "New",
            ["priority"] = "Medium",
        };
        foreach (var (key, value) in changes)
        {
            record[key] = value;
        }

        var written = record.Where(pair => pair.Value is not null).ToDictionary(StringComparer.Ordinal);
        return JsonSerializer.Serialize(written);
    }

    private static string Task(string cta, string reference) => $$"""
        { "referenceId": "{{reference}}", "CtaId": "{{cta}}", "Name": "{{reference}}", "type": "Call", "status": "Open",
          "priority": "Medium", "DueDate": "2026-05-04" }
        """;

    private static string Requests(params string[] records) =>
        $$"""{ "requests": [ {{string.Join(',', records.Select(record => $$"""{ "record": {{record}} }"""))}} ] }""";
}
