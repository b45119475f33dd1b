using System.Diagnostics;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class SoqlTests
{
    [Fact]
    public async Task One_query_reads_an_opportunity_with_its_account_owner_and_stakeholders()
    {
        await using var client = await SandboxClient.StartAsync();
        var seller = client.World.AddUser("sam@acme.example", "Sam", "Seller", "sam@acme.example");
        var account = client.World.AddAccount("Northwind", by: seller);
        var opportunity = client.World.AddOpportunity(account, "Northwind 2026", new DateOnly(2026, 3, 31), by: seller);
        var contact =
            client.World.AddContact(
                account, "Ames", SalesforceWorld.Fields(("FirstName", "Ida"), ("Email", "ida@northwind.example")));
        client.World.AddContactRole(opportunity, contact, "Decision Maker", primary: true);
        client.World.CloseWon(opportunity, seller);

        var row = (await client.QueryAsync("""
            SELECT Id, Name, CloseDate, IsWon, Probability, Account.Name, Account.Owner.Email,
            (SELECT Role, IsPrimary, Contact.Name,
                    Contact.Email FROM OpportunityContactRoles WHERE IsDeleted = false)
            FROM Opportunity WHERE IsWon = true
            """)).Rows.Single()!;

        Assert.Equal("Opportunity", (string)row["attributes"]!["type"]!);
        Assert.Equal($"/services/data/v67.0/sobjects/Opportunity/{opportunity}", (string)row["attributes"]!["url"]!);
        Assert.Equal("2026-03-31", (string)row["CloseDate"]!);
        Assert.Equal("100.0", row["Probability"]!.ToJsonString());
        Assert.Equal("Northwind", (string)row["Account"]!["Name"]!);
        Assert.Equal("sam@acme.example", (string)row["Account"]!["Owner"]!["Email"]!);
        var role = row["OpportunityContactRoles"]!["records"]![0]!;
        Assert.Equal("Ida Ames", (string)role["Contact"]!["Name"]!);
        Assert.Equal("Decision Maker", (string)role["Role"]!);
    }

    [Fact]
    public async Task No_children_and_no_parent_are_null()
    {
        await using var client = await SandboxClient.StartAsync();
        client.World.AddAccount("Lone");

        var row = (await client.QueryAsync(
            "SELECT Name, Parent.Name, (SELECT Id FROM Contacts) FROM Account")).Rows.Single()!.AsObject();

        Assert.True(row.ContainsKey("Parent") && row["Parent"] is null);
        Assert.True(row.ContainsKey("Contacts") && row["Contacts"] is null);
    }

    [Theory]
    [InlineData("Name = 'alpha'", "Alpha")]
    [InlineData("Name != 'Alpha' AND Name != 'Beta'", "O'Hara \\ Sons,Zeta")]
    [InlineData("Name LIKE '%ta'", "Beta,Zeta")]
    [InlineData("Name LIKE '_eta'", "Beta,Zeta")]
    [InlineData("Name = 'O\\'Hara \\\\ Sons'", "O'Hara \\ Sons")]
    [InlineData("Name IN ('BETA', 'Zeta')", "Beta,Zeta")]
    [InlineData("Name NOT IN ('Beta', 'Zeta')", "Alpha,O'Hara \\ Sons")]
    [InlineData("NumberOfEmployees = null", "O'Hara \\ Sons,Zeta")]
    [InlineData("NumberOfEmployees != 10", "Beta,O'Hara \\ Sons,Zeta")]
    [InlineData("NumberOfEmployees >= 10 AND NumberOfEmployees < 20", "Alpha")]
    [InlineData("(Name = 'Alpha' OR Name = 'Beta') AND NumberOfEmployees > 15", "Beta")]
    [InlineData("NOT (Name = 'Alpha' OR Name = 'Beta')", "O'Hara \\ Sons,Zeta")]
    [InlineData("NOT Name = 'Alpha'", "Beta,O'Hara \\ Sons,Zeta")]
    [InlineData("CreatedDate = 2026-03-02T09:00:00Z", "Alpha,Beta")]
    [InlineData("CreatedDate > 2026-03-02T10:00:00.000+01:00", "O'Hara \\ Sons,Zeta")]
    [InlineData("Owner.Username LIKE 'admin@%' AND IsDeleted = false", "Alpha,Beta,O'Hara \\ Sons,Zeta")]
    public async Task A_condition_finds_its_rows(string where, string expected)
    {
        await using var client = await SandboxClient.StartAsync();
        client.World.AddAccount("Alpha", SalesforceWorld.Fields(("NumberOfEmployees", 10)));
        client.World.AddAccount("Beta", SalesforceWorld.Fields(("NumberOfEmployees", 20)));
        client.Clock.Advance(TimeSpan.FromSeconds(1));
        client.World.AddAccount(@"O'Hara \ Sons");
        client.World.AddAccount("Zeta");

        var reply = await client.QueryAsync($"SELECT Name FROM Account WHERE {where} ORDER BY Name");

        Assert.Equal(expected, string.Join(",", reply.Column("Name")));
    }

    [Theory]
    [InlineData("SELECT Id FROM Nothing", "INVALID_TYPE")]
    [InlineData("SELECT Nothing FROM Account", "INVALID_FIELD")]
    [InlineData("SELECT Nobody.Name FROM Account", "INVALID_FIELD")]
    [InlineData("SELECT Id, Id FROM Account", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE NumberOfEmployees = '10'", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE Name = 10", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate > '2026-03-02T09:00:00Z'", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate > 2026-03-02", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account ORDER BY Description", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE Id = 'nonsense'", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("SELECT Id, (SELECT Id FROM Nothings) FROM Account", "INVALID_TYPE")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Account WHERE", "MALFORMED_QUERY")]
    [InlineData("SELECT FROM Account", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'open", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Account GROUP BY Id", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Account LIMIT -1", "MALFORMED_QUERY")]
    public async Task A_bad_query_is_refused_with_the_platforms_code(string soql, string code)
    {
        await using var client = await SandboxClient.StartAsync();

        var reply = await client.QueryAsync(soql);

        Assert.Equal((400, code), (reply.Code, reply.ErrorCode));
    }

    [Fact]
    public async Task An_id_of_15_characters_or_of_changed_case_is_the_same_row()
    {
        await using var client = await SandboxClient.StartAsync();
        for (var n = 0; n < 40; n++)
        {
            client.World.AddAccount($"Account {n}");
        }

        var id = client.World.All("Account")[38].Id;

        foreach (var form in new[] { id, id[..15], id.ToUpperInvariant(), id.ToLowerInvariant() })
        {
            Assert.Equal([id], (await client.QueryAsync($"SELECT Id FROM Account WHERE Id = '{form}'")).Column("Id"));
            Assert.Equal(200, (await client.GetAsync($"sobjects/Account/{form}")).Code);
        }
    }

    [Fact]
    public async Task Count_answers_a_number_and_no_rows()
    {
        await using var client = await SandboxClient.StartAsync();
        client.World.AddAccount("Alpha");
        client.World.AddAccount("Beta");

        var reply = await client.QueryAsync("SELECT COUNT() FROM Account WHERE Name LIKE 'A%'");

        Assert.Equal(1, (int)reply.Body!["totalSize"]!);
        Assert.Empty(reply.Rows);
    }

    [Fact]
    public async Task Order_puts_nulls_first_unless_told_and_breaks_ties_by_the_next_field()
    {
        await using var client = await SandboxClient.StartAsync();
        foreach (var (name, size) in new (string, int?)[] { ("B", 5), ("A", 5), ("C", null), ("D", 9) })
        {
            client.World.AddAccount(name, SalesforceWorld.Fields(("NumberOfEmployees", size)));
        }

        var first = await client.QueryAsync("SELECT Name FROM Account ORDER BY NumberOfEmployees DESC, Name ASC");
        var last = await client.QueryAsync(
            "SELECT Name FROM Account ORDER BY NumberOfEmployees NULLS LAST, Name DESC LIMIT 3");

        Assert.Equal("C,D,A,B", string.Join(",", first.Column("Name")));
        Assert.Equal("B,A,D", string.Join(",", last.Column("Name")));
    }

    [Fact]
    public async Task Pages_follow_a_path_until_done_and_hold_each_row_once()
    {
        await using var client = await SandboxClient.StartAsync();
        AddAccounts(client, 450);

        var names = new List<string>();
        var reply = await client.SendAsync(
            "GET", "query?q=" + Uri.EscapeDataString("SELECT Name FROM Account"), null,
            ("Sforce-Query-Options", "batchSize=200"));
        names.AddRange(reply.Column("Name"));
        while ((string?)reply.Body!["nextRecordsUrl"] is { } next)
        {
            Assert.StartsWith("/services/data/v67.0/query/01g", next, StringComparison.Ordinal);
            Assert.False((bool)reply.Body["done"]!);
            reply = await client.SendAsync("GET", next, null, ("Sforce-Query-Options", "batchSize=200"));
            names.AddRange(reply.Column("Name"));
        }

        Assert.True((bool)reply.Body!["done"]!);
        Assert.Equal(450, (int)reply.Body["totalSize"]!);
        Assert.Equal(450, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, client.Sandbox.Calls.Of(SalesforceCallKind.QueryMore));
    }

    [Fact]
    public async Task A_cursor_that_rests_too_long_is_an_invalid_locator()
    {
        await using var client = await SandboxClient.StartAsync(new() { PageRowsMax = 2 });
        AddAccounts(client, 5);

        var page = await client.QueryAsync("SELECT Name FROM Account");
        client.Clock.Advance(TimeSpan.FromMinutes(16));
        var late = await client.GetAsync((string)page.Body!["nextRecordsUrl"]!);

        Assert.Equal(2, page.Rows.Count);
        Assert.Equal((400, "INVALID_QUERY_LOCATOR"), (late.Code, late.ErrorCode));
    }

    [Fact]
    public async Task Deleted_and_merged_rows_show_only_through_queryAll()
    {
        await using var client = await SandboxClient.StartAsync();
        var (kept, lost, gone) =
            (client.World.AddAccount("Kept"), client.World.AddAccount("Lost"), client.World.AddAccount("Gone"));
        var contact = client.World.AddContact(lost, "Moved");
        client.World.Merge(kept, [lost]);
        client.World.Delete(gone);

        var seen = await client.QueryAsync("SELECT Name FROM Account");
        var all = await client.QueryAsync(
            "SELECT Name, MasterRecordId FROM Account WHERE IsDeleted = true ORDER BY Name", "queryAll");

        Assert.Equal(["Kept"], seen.Column("Name"));
        Assert.Equal(["Gone", "Lost"], all.Column("Name"));
        Assert.Equal(kept, (string)all.Rows[1]!["MasterRecordId"]!);
        Assert.Equal(kept, client.World.Get("Contact", contact)["AccountId"]);
    }

    [Fact]
    public async Task Ten_thousand_accounts_are_read_and_written_in_seconds()
    {
        await using var client = await SandboxClient.StartAsync();
        client.AddKeyField("Account");
        var watch = Stopwatch.StartNew();

        for (var batch = 0; batch < 50; batch++)
        {
            var records = Enumerable.Range(batch * 200, 200).Select(
                n => SandboxClient.Record("Account", ("Hub_Key__c", $"key-{n}"), ("Name", $"Account {n}")));
            var reply = await client.SendAsync(
                "PATCH", "composite/sobjects/Account/Hub_Key__c", SandboxClient.Records(false, records));
            Assert.All(reply.Body!.AsArray(), r => Assert.True((bool)r!["success"]!));
        }

        var (read, lastId) = (0, "000000000000000");
        while (read < 10_000)
        {
            var page = await client.QueryAsync(
                $"SELECT Id, Name, SystemModstamp FROM Account "
                + $"WHERE (SystemModstamp = 2026-03-02T09:00:00Z AND Id > '{lastId}') "
                + "OR SystemModstamp > 2026-03-02T09:00:00Z ORDER BY SystemModstamp, Id LIMIT 2000");
            read += page.Rows.Count;
            lastId = page.Column("Id")[^1];
        }

        Assert.Equal(10_000, read);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static void AddAccounts(SandboxClient client, int count)
    {
        for (var n = 0; n < count; n++)
        {
            client.World.AddAccount($"Account {n:000}");
        }
    }
}
