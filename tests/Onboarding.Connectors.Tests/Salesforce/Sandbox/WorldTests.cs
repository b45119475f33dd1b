using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class WorldTests
{
    [Fact]
    public async Task An_edit_is_made_in_a_name_and_stamped_from_the_clock()
    {
        await using var client = await SandboxClient.StartAsync();
        var seller = client.World.AddUser("sam@acme.example", "Sam", "Seller", "sam@acme.example");

        var id = client.World.AddAccount("A", by: seller);
        client.Clock.Advance(TimeSpan.FromMinutes(1));
        client.World.SetField(id, "Phone", "1");

        var row = client.World.Get("Account", id[..15]);
        Assert.Equal(
            (seller, seller, client.World.AdministratorId),
            (row["OwnerId"], row["CreatedById"], row["LastModifiedById"]));
        Assert.Equal(client.Clock.GetUtcNow(), row["SystemModstamp"]);
    }

    [Fact]
    public async Task A_deleted_account_takes_its_rows_along_and_brings_them_back()
    {
        await using var client = await SandboxClient.StartAsync();
        var account = client.World.AddAccount("A");
        var contact = client.World.AddContact(account, "Ames");
        var opportunity = client.World.AddOpportunity(account, "Deal", new DateOnly(2026, 4, 1));
        var role = client.World.AddContactRole(opportunity, contact, "Evaluator");
        var earlier = client.World.AddContact(account, "Earlier");
        client.World.Delete(earlier);
        client.Clock.Advance(TimeSpan.FromSeconds(1));

        client.World.Delete(account);
        var deleted = client.World.Snapshot().Count(r => r.IsDeleted);
        client.World.Undelete(account);

        Assert.Equal(5, deleted);
        Assert.False(client.World.Get("OpportunityContactRole", role).IsDeleted);
        Assert.True(client.World.Get("Contact", earlier).IsDeleted);
    }

    [Fact]
    public async Task An_opportunity_has_one_primary_stakeholder()
    {
        await using var client = await SandboxClient.StartAsync();
        var account = client.World.AddAccount("A");
        var opportunity = client.World.AddOpportunity(account, "Deal", new DateOnly(2026, 4, 1));
        var first = client.World.AddContactRole(
            opportunity, client.World.AddContact(account, "One"), "Evaluator", primary: true);
        var second = client.World.AddContactRole(
            opportunity, client.World.AddContact(account, "Two"), "Evaluator", primary: true);

        Assert.Equal(
            (false, true),
            (client.World.Get("OpportunityContactRole", first)["IsPrimary"],
                client.World.Get("OpportunityContactRole", second)["IsPrimary"]));
    }

    [Fact]
    public async Task A_renamed_field_a_lost_choice_and_a_lost_permission_break_the_calls_that_use_them()
    {
        await using var client = await SandboxClient.StartAsync();
        client.AddKeyField("Account");
        var id = client.World.AddAccount("A", SalesforceWorld.Fields(("Hub_Key__c", "a-1")));

        client.World.RenameField("Account", "Hub_Key__c", "Hub_Ref__c");
        var renamed = await client.QueryAsync("SELECT Hub_Key__c FROM Account");
        var underNewName = await client.QueryAsync("SELECT Hub_Ref__c FROM Account WHERE Hub_Ref__c = 'a-1'");
        client.World.RevokeField("Account", "Hub_Ref__c");
        var revoked = await client.QueryAsync("SELECT Hub_Ref__c FROM Account");
        client.World.SetPicklist("Account", "Industry", "Energy");
        var lost = Assert.Throws<SalesforceRefusedException>(() => client.World.SetField(id, "Industry", "Retail"));

        Assert.Equal("INVALID_FIELD", renamed.ErrorCode);
        Assert.Equal(["a-1"], underNewName.Column("Hub_Ref__c"));
        Assert.Equal("INVALID_FIELD", revoked.ErrorCode);
        Assert.Equal("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", lost.Code);
    }

    [Fact]
    public async Task A_refused_edit_leaves_the_world_as_it_was()
    {
        await using var client = await SandboxClient.StartAsync();
        var (kept, other) = (client.World.AddAccount("Kept"), client.World.AddAccount("Other"));
        client.World.AddContact(other, "Ames");
        var before = client.World.Snapshot();

        Assert.Throws<SalesforceRefusedException>(() => client.World.Merge(kept, [other, "001000000000999AAA"]));

        Assert.Equal(before.Select(Print).ToArray(), client.World.Snapshot().Select(Print).ToArray());
    }

    private static string Print(SalesforceRow row) =>
        $"{row.Type} {row.Id} {string.Join(";", row.Fields.Select(f => $"{f.Key}={f.Value}"))}";
}
