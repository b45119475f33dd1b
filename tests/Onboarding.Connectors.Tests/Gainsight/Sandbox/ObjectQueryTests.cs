using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class ObjectQueryTests
{
    [Fact]
    public async Task Only_selected_fields_come_back_and_lookups_are_walked_to_flat_keys()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var user = tenant.World.AddUser("Ines", "ines@hub.example");
        var parent = tenant.World.AddCompany("Parent", ("Csm", user));
        tenant.World.AddCompany("Kestrel Foods", ("ParentCompany", parent), ("Stage", "Onboarding"));

        var answer = await tenant.QueryAsync("COMPANY", """
            { "select": ["name", "Stage", "Csm__gr.Email", "ParentCompany__gr.Csm__gr.Email"],
              "where": { "expression": "A", "conditions": [
                { "name": "Name", "alias": "A", "operator": "EQ", "value": ["Kestrel Foods"] } ] } }
            """);

        var row = Assert.Single(answer.Rows);
        Assert.Equal(4, row.AsObject().Count);
        Assert.Equal("Kestrel Foods", (string?)row["name"]);
        Assert.Equal(tenant.World.PicklistItem("COMPANY_STAGE", "Onboarding"), (string?)row["Stage"]);
        Assert.Null(row["Csm__gr.Email"]);
        Assert.Equal("ines@hub.example", (string?)row["ParentCompany__gr.Csm__gr.Email"]);
        Assert.NotNull((string?)answer.Envelope["requestId"]);
    }

    [Theory]
    [InlineData("""{ }""", "Select")]
    [InlineData("""{ "select": ["Name", "Nmae"] }""", "Nmae")]
    [InlineData("""{ "select": ["Name"], "lmit": 3 }""", "lmit")]
    [InlineData("""{ "select": ["Name"], "limit": 5001 }""", "5000")]
    [InlineData("""{ "select": ["Name"], "orderBy": { "Name": "up" } }""", "up")]
    [InlineData("""{ "select": ["Csm__gr.ParentCompany__gr.Csm__gr.Email"] }""", "Csm__gr")]
    public async Task A_wrong_query_is_refused_by_name(string query, string named)
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var answer = await tenant.QueryAsync("Company", query);
        Assert.Equal((400, false), (answer.Http, answer.Result));
        Assert.Contains(named, answer.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A AND B", "a2")]
    [InlineData("A OR B", "a1,a2,b2")]
    [InlineData("(A OR B) AND C", "b2")]
    [InlineData("A OR B AND C", "a1,a2,b2")]
    public async Task Expressions_join_conditions_with_and_binding_closer(string expression, string names)
    {
        await using var tenant = await SandboxTenant.StartAsync();
        foreach (var name in new[] { "a1", "a2", "b1", "b2" })
        {
            tenant.World.AddCompany(name);
        }

        var c = expression.Contains('C', StringComparison.Ordinal)
            ? """, { "name": "Name", "alias": "C", "operator": "STARTS_WITH", "value": ["b"] }"""
            : "";
        var answer = await tenant.QueryAsync("Company", $$"""
            { "select": ["Name"], "where": { "expression": "{{expression}}", "conditions": [
              { "name": "Name", "alias": "A", "operator": "STARTS_WITH", "value": ["a"] },
              { "name": "Name", "alias": "B", "operator": "ENDS_WITH", "value": ["2"] } {{c}} ] } }
            """);
        Assert.Equal(names, answer.Line("Name"));
    }

    [Theory]
    [InlineData("A AND")]
    [InlineData("(A")]
    [InlineData("A B")]
    [InlineData("Z")]
    [InlineData("")]
    public async Task A_broken_expression_is_refused(string expression)
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var answer = await tenant.QueryAsync("Company", $$"""
            { "select": ["Name"], "where": { "expression": "{{expression}}", "conditions": [
              { "name": "Name", "alias": "A", "operator": "EQ", "value": ["a"] } ] } }
            """);
        Assert.Equal(400, answer.Http);
    }

    [Theory]
    [InlineData("ARR", "GT", "[20]", "c")]
    [InlineData("ARR", "BTW", "[10, 20]", "a,b")]
    [InlineData("ARR", "NE", "[10]", "b,c")]
    [InlineData("ARR", "IS_NULL", "[]", "d")]
    [InlineData("Name", "IN", """["a", "d", "x"]""", "a,d")]
    [InlineData("Name", "DOES_NOT_CONTAINS", """["A"]""", "b,c,d")]
    [InlineData("RenewalDate", "LTE", """["2026-05-01"]""", "a")]
    [InlineData("CreatedDate", "GTE", """["2026-03-02T11:00:00+02:00"]""", "a,b,c,d")]
    public async Task Operators_compare_by_kind(string field, string name, string value, string names)
    {
        await using var tenant = await SandboxTenant.StartAsync();
        tenant.World.AddCompany("a", ("ARR", 10), ("RenewalDate", new DateOnly(2026, 5, 1)));
        tenant.World.AddCompany("b", ("ARR", 20), ("RenewalDate", new DateOnly(2026, 5, 2)));
        tenant.World.AddCompany("c", ("ARR", 30));
        tenant.World.AddCompany("d");
        var answer = await tenant.QueryAsync("Company", $$"""
            { "select": ["Name"], "where": { "expression": "A", "conditions": [
              { "name": "{{field}}", "alias": "A", "operator": "{{name}}", "value": {{value}} } ] } }
            """);
        Assert.Equal(names, answer.Line("Name"));
    }

    [Fact]
    public async Task An_operator_that_does_not_fit_the_kind_is_refused()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var answer = await tenant.QueryAsync("Company", """
            { "select": ["Name"], "where": { "expression": "A", "conditions": [
              { "name": "ARR", "alias": "A", "operator": "CONTAINS", "value": ["1"] } ] } }
            """);
        Assert.Equal(400, answer.Http);
        Assert.Contains("CONTAINS", answer.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_and_offset_cut_pages_out_of_the_order()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            tenant.World.AddCompany("c" + i, ("ARR", i % 2));
        }

        var answer = await tenant.QueryAsync("Company", """
            { "select": ["Name"], "orderBy": { "ARR": "desc", "Name": "asc" }, "limit": 3, "offset": 1 }
            """);
        Assert.Equal("c3,c0,c2", answer.Line("Name"));
    }

    [Fact]
    public async Task A_limit_above_the_cap_may_be_clamped_instead()
    {
        await using var tenant = await SandboxTenant.StartAsync(new()
        {
            OverLimit = GainsightVariants.OverLimitForm.Clamped,
        });
        for (var i = 0; i < 5_001; i++)
        {
            tenant.World.AddCompany("c");
        }

        var answer = await tenant.QueryAsync("Company", """{ "select": ["Gsid"], "limit": 9999 }""");
        Assert.Equal(5_000, answer.Rows.Count);
    }

    [Theory]
    [InlineData(GainsightVariants.DateForm.Iso8601, "2026-03-02T09:00:00.123Z", "2026-05-01")]
    [InlineData(GainsightVariants.DateForm.EpochMilliseconds, "1772442000123", "1777593600000")]
    [InlineData(GainsightVariants.DateForm.Spaced, "2026-03-02 09:00:00.123", "2026-05-01")]
    public async Task Dates_take_the_chosen_form(GainsightVariants.DateForm form, string instant, string date)
    {
        await using var tenant = await SandboxTenant.StartAsync(new()
        {
            Dates = form,
            Rows = GainsightVariants.RowPlace.Bare,
        });
        tenant.Clock.Advance(TimeSpan.FromMilliseconds(123.4));
        tenant.World.AddCompany("a", ("RenewalDate", new DateOnly(2026, 5, 1)));
        var answer = await tenant.QueryAsync("Company", """{ "select": ["ModifiedDate", "RenewalDate"] }""");
        var row = Assert.Single(answer.BareRows);
        Assert.Equal((instant, date), (row["ModifiedDate"]!.ToString(), row["RenewalDate"]!.ToString()));
    }

    [Fact]
    public async Task Nothing_found_is_said_in_three_ways_in_turn()
    {
        await using var tenant = await SandboxTenant.StartAsync(new());
        var forms = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await tenant.QueryAsync("Company", """{ "select": ["Name"] }""");
            forms.Add($"{answer.Http} {answer.Result} {answer.Code}");
        }

        Assert.Contains("200 True ", forms, StringComparer.Ordinal);
        Assert.Contains("200 False GSOBJ_1XXX", forms, StringComparer.Ordinal);
        Assert.Contains("400 False GSOBJ_1011", forms, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Relation_keys_may_come_back_in_another_case_and_nulls_may_be_left_out()
    {
        await using var tenant = await SandboxTenant.StartAsync(new()
        {
            LowerCaseRelationKeys = true,
            LeavesOutNulls = true,
        });
        tenant.World.AddCompany("a", ("Csm", tenant.World.AddUser("Ines", "ines@hub.example")));
        var answer = await tenant.QueryAsync("Company", """{ "select": ["Csm__gr.Email", "Industry"] }""");
        var only = Assert.Single(Assert.Single(answer.Rows).AsObject());
        Assert.Equal("csm__gr.email", only.Key);
    }

    [Fact]
    public async Task An_object_that_the_tenant_lacks_is_not_found()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var answer = await tenant.QueryAsync("record_delete_log_high_volume", """{ "select": ["RecordId"] }""");
        Assert.Equal("OBJECT_NOT_FOUND", (string?)answer.Envelope["title"]);
    }

    [Fact]
    public async Task A_row_edited_between_two_pages_makes_offset_paging_skip_one()
    {
        await using var tenant = await SandboxTenant.StartAsync(
            faults: GainsightFaults.None.With(1, GainsightFault.RowTouched));
        for (var i = 0; i < 4; i++)
        {
            tenant.World.AddCompany("c" + i);
            tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        const string Query = """{ "select": ["Name"], "orderBy": { "ModifiedDate": "asc" }, "limit": 2, "offset": """;
        var first = await tenant.QueryAsync("Company", Query + "0 }");
        var second = await tenant.QueryAsync("Company", Query + "2 }");
        Assert.Equal(("c0,c1", "c3,c0"), (first.Line("Name"), second.Line("Name")));
    }
}
