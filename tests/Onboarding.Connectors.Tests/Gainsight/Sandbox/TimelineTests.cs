using System.Text.Json;
using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class TimelineTests
{
    private const string Path = "/v1/ant/es/activity";

    [Fact]
    public async Task An_external_id_is_written_once_and_updated_by_itself()
    {
        await using var tenant = await StartAsync();
        var created = await tenant.PostAsync(Path, Note(tenant, "handoff:1"));
        var row = Assert.Single(tenant.World.All(GainsightObjects.Activity));
        Assert.Equal(row["ActivityId"], (string?)created.Data["success"]!["handoff:1"]![0]!["activityId"]);

        var repeated = await tenant.PostAsync(Path, Note(tenant, "handoff:1"));
        Assert.Equal((200, true), (repeated.Http, repeated.Result));
        Assert.Equal("GS_TL_10_0207", Failure(repeated, "handoff:1"));
        Assert.Single(tenant.World.All(GainsightObjects.Activity));

        tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        await tenant.PutAsync(Path + "?identifier=externalid", """
            { "records": [ { "ExternalId": "handoff:1", "Subject": "changed" } ] }
            """);
        row = Assert.Single(tenant.World.All(GainsightObjects.Activity));
        Assert.Equal(("changed", tenant.Clock.GetUtcNow()), (row["Subject"], row["LastModifiedDate"]));
    }

    [Theory]
    [InlineData("Subject", null, "GS_TL_10_0206")]
    [InlineData("GsCompanyId", null, "GS_TL_10_0213")]
    [InlineData("TypeName", "Dance", "GS_TL_10_0500")]
    [InlineData("Author", "nobody@hub.example", "GS_TL_10_0500")]
    public async Task A_bad_note_fails_with_its_code(string field, string? value, string code)
    {
        await using var tenant = await StartAsync();
        var answer = await tenant.PostAsync(Path, Note(tenant, "n", (field, value)));
        Assert.Equal(code, Failure(answer, "n"));
        Assert.Empty(tenant.World.All(GainsightObjects.Activity));
    }

    [Fact]
    public async Task A_tenant_may_require_a_custom_field_and_says_which_values_it_takes()
    {
        await using var tenant = await StartAsync();
        tenant.World.AddPicklistItem("SENTIMENT", "Positive");
        tenant.World.DefineField(GainsightObjects.Activity, GainsightField.Picklist("Ant__Sentiment__c", "SENTIMENT"));
        tenant.World.RequireActivityField("Update", "Ant__Sentiment__c");

        var refused = await tenant.PostAsync(Path, Note(tenant, "n"));
        var message = (string?)refused.Data["failures"]!["n"]![0]!["message"];
        Assert.Contains("Ant__Sentiment__c", message, StringComparison.Ordinal);
        Assert.Contains("Positive", message, StringComparison.Ordinal);
        var accepted = await tenant.PostAsync(Path, Note(tenant, "n", ("Ant__Sentiment__c", "Positive")));
        Assert.NotNull(accepted.Data["success"]!["n"]);
    }

    private static string? Failure(Answer answer, string id) => (string?)answer.Data["failures"]![id]![0]!["errorCode"];

    private static async Task<SandboxTenant> StartAsync()
    {
        var tenant = await SandboxTenant.StartAsync();
        tenant.World.AddUser("Ines", "ines@hub.example");
        tenant.World.AddCompany("Kestrel Foods");
        return tenant;
    }

    private static string Note(SandboxTenant tenant, string id, params (string Key, string? Value)[] changes)
    {
        var record = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ExternalId"] = id,
            ["ContextName"] = "Company",
            ["GsCompanyId"] = tenant.World.All(GainsightObjects.Company)[0].Gsid,
            ["Author"] = "ines@hub.example",
            ["TypeName"] = "Update",
            ["Subject"] = "Handoff",
            ["Notes"] = "<p>All there</p>",
            ["ActivityDate"] = "2026-03-02T09:00:00Z",
        };
        foreach (var (key, value) in changes)
        {
            record[key] = value;
        }

        var written = record.Where(pair => pair.Value is not null).ToDictionary(StringComparer.Ordinal);
        return $$"""{ "records": [ {{JsonSerializer.Serialize(written)}} ] }""";
    }
}
