using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class LimitTests
{
    [Fact]
    public async Task The_daily_allocation_refuses_then_comes_back_as_its_window_rolls()
    {
        await using var client =
            await SandboxClient.StartAsync(new() { DailyCallsMax = 3, SessionTimeout = TimeSpan.FromDays(2) });

        var first = await client.GetAsync("limits");
        client.Clock.Advance(TimeSpan.FromHours(12));
        await client.GetAsync("limits");
        await client.GetAsync("limits");
        var refused = await client.GetAsync("limits");
        client.Clock.Advance(TimeSpan.FromHours(12));
        var one = await client.GetAsync("limits");
        var full = await client.GetAsync("limits");

        Assert.Equal(
            (3, 2), ((int)first.Body!["DailyApiRequests"]!["Max"]!,
                (int)first.Body["DailyApiRequests"]!["Remaining"]!));
        Assert.Equal(
            (403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
            (refused.Code, refused.ErrorCode, refused.Message));
        Assert.Equal("api-usage=3/3", refused.Headers["Sforce-Limit-Info"]);
        Assert.Equal((200, 403), (one.Code, full.Code));
        Assert.Equal(4, client.Sandbox.Calls.Total);
    }

    [Fact]
    public async Task Other_programs_spend_from_the_same_allocation()
    {
        await using var client = await SandboxClient.StartAsync(new() { DailyCallsMax = 10 });

        client.Sandbox.SpendDailyCalls(9);
        var last = await client.GetAsync("limits");
        var refused = await client.GetAsync("limits");

        Assert.Equal((200, 403), (last.Code, refused.Code));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Sandbox.SpendDailyCalls(1));
    }

    [Fact]
    public async Task Calls_are_counted_by_kind_and_sign_ins_apart()
    {
        await using var client = await SandboxClient.StartAsync();

        await client.QueryAsync("SELECT Id FROM Account");
        await client.SendAsync("POST", "sobjects/Account", new JsonObject { ["Name"] = "A" });
        await client.SendAsync("POST", "sobjects/Account", new JsonObject());
        await client.GetAsync("/services/data/");

        Assert.Equal((3, 1L), (client.Sandbox.Calls.Total, client.Sandbox.Calls.SignIns));
        Assert.Equal(
            (1, 2), (client.Sandbox.Calls.Of(SalesforceCallKind.Query),
                client.Sandbox.Calls.Of(SalesforceCallKind.Rows)));
        Assert.Equal([200, 200, 201, 400, 200], client.Sandbox.Calls.Log.Select(c => c.HttpCode!.Value));
        Assert.Equal("/services/data/v67.0/sobjects/Account", client.Sandbox.Calls.Log[2].Path);
    }

    [Fact]
    public async Task A_locked_row_and_the_children_that_need_it_cannot_be_saved()
    {
        await using var client = await SandboxClient.StartAsync();
        var account = client.World.AddAccount("A");
        client.World.LockRow(account);

        var row = await client.SendAsync("PATCH", $"sobjects/Account/{account}", new JsonObject { ["Phone"] = "1" });
        var child = await client.SendAsync(
            "POST", "sobjects/Contact", new JsonObject { ["LastName"] = "Ames", ["AccountId"] = account });
        client.World.UnlockRow(account);
        var later = await client.SendAsync("PATCH", $"sobjects/Account/{account}", new JsonObject { ["Phone"] = "1" });

        Assert.Equal(("UNABLE_TO_LOCK_ROW", "UNABLE_TO_LOCK_ROW", 204), (row.ErrorCode, child.ErrorCode, later.Code));
    }

    [Fact]
    public async Task A_request_line_that_is_too_long_is_414()
    {
        await using var client = await SandboxClient.StartAsync();

        var reply = await client.QueryAsync($"SELECT Id FROM Account WHERE Name = '{new string('x', 17_000)}'");

        Assert.Equal(414, reply.Code);
    }
}
