using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class FaultTests
{
    [Fact]
    public async Task The_same_seed_and_calls_give_the_same_faults_and_another_seed_gives_others()
    {
        var one = await RunAsync(7);
        var same = await RunAsync(7);
        var other = await RunAsync(8);

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        Assert.InRange(one.Count(f => f is not null), 20, 100);
    }

    [Theory]
    [InlineData(SalesforceFault.EdgeThrottled, 429)]
    [InlineData(SalesforceFault.OrgThrottled, 403)]
    [InlineData(SalesforceFault.ServerError, 500)]
    [InlineData(SalesforceFault.Unavailable, 503)]
    [InlineData(SalesforceFault.SessionLost, 401)]
    [InlineData(SalesforceFault.RowLocked, 400)]
    public async Task An_answered_fault_applies_nothing_and_strikes_once(SalesforceFault fault, int code)
    {
        await using var client = await SandboxClient.StartAsync();
        client.Sandbox.FailNext(fault);

        var struck = await CreateAsync(client);
        Assert.Empty(client.World.All("Account"));
        await client.SignInAsync();
        var next = await CreateAsync(client);

        Assert.Equal((code, 201), (struck.Code, next.Code));
    }

    [Fact]
    public async Task The_two_limits_share_code_and_differ_in_message()
    {
        await using var client = await SandboxClient.StartAsync();
        client.Sandbox.FailNext(SalesforceFault.OrgThrottled);

        var reply = await client.GetAsync("limits");

        Assert.Equal(
            ("REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."), (reply.ErrorCode, reply.Message));
    }

    [Theory]
    [InlineData(SalesforceFault.DroppedBefore, 0)]
    [InlineData(SalesforceFault.DroppedAfter, 1)]
    [InlineData(SalesforceFault.TornBody, 1)]
    public async Task A_cut_connection_has_or_has_not_applied_the_call(SalesforceFault fault, int applied)
    {
        await using var client = await SandboxClient.StartAsync();
        client.Sandbox.FailNext(fault);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => CreateAsync(client));

        Assert.Equal(applied, client.World.All("Account").Length);
        Assert.Equal(fault, client.Sandbox.Calls.Log[^1].Fault);
    }

    [Fact]
    public async Task An_upsert_by_external_id_makes_the_retry_of_a_lost_answer_safe()
    {
        await using var client = await SandboxClient.StartAsync();
        client.AddKeyField("Account");
        client.Sandbox.FailNext(SalesforceFault.DroppedAfter);
        const string path = "sobjects/Account/Hub_Key__c/a-1";

        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => client.SendAsync("PATCH", path, new JsonObject { ["Name"] = "A" }));
        var retry = await client.SendAsync("PATCH", path, new JsonObject { ["Name"] = "A" });

        Assert.Equal((200, false), (retry.Code, (bool)retry.Body!["created"]!));
        Assert.Single(client.World.All("Account"));
    }

    [Fact]
    public async Task Rows_of_a_collection_fail_by_themselves()
    {
        await using var client = await SandboxClient.StartAsync(new() { Faults = new() { Seed = 3, RowLocked = 0.3 } });

        var reply = await client.SendAsync("POST", "composite/sobjects", SandboxClient.Records(
            false, Enumerable.Range(0, 100).Select(n => SandboxClient.Record("Account", ("Name", $"A{n}")))));

        var failed = reply.Body!.AsArray().Where(r => !(bool)r!["success"]!).ToList();
        Assert.InRange(failed.Count, 10, 50);
        Assert.All(failed, r => Assert.Equal("UNABLE_TO_LOCK_ROW", (string)r!["errors"]![0]!["statusCode"]!));
        Assert.Equal(100 - failed.Count, client.World.All("Account").Length);
    }

    [Fact]
    public async Task A_short_page_is_not_the_last_and_an_expired_locator_ends_the_walk()
    {
        await using var client = await SandboxClient.StartAsync();
        for (var n = 0; n < 50; n++)
        {
            client.World.AddAccount($"A{n}");
        }

        client.Sandbox.FailNext(SalesforceFault.ShortPage);
        client.Sandbox.FailNext(SalesforceFault.LocatorExpired);
        var page = await client.QueryAsync("SELECT Id FROM Account");
        var next = await client.GetAsync((string)page.Body!["nextRecordsUrl"]!);

        Assert.False((bool)page.Body["done"]!);
        Assert.InRange(page.Rows.Count, 1, 49);
        Assert.Equal((400, "INVALID_QUERY_LOCATOR"), (next.Code, next.ErrorCode));
    }

    [Fact]
    public async Task A_late_commit_shows_later_with_the_stamp_of_its_start()
    {
        await using var client = await SandboxClient.StartAsync();
        var old = client.World.AddAccount("Old");
        const string query = "SELECT Name, SystemModstamp FROM Account ORDER BY Name";
        const string updated = "sobjects/Account/updated/?start=2026-03-02T08%3A00%3A00Z&end=2026-03-02T09%3A30%3A00Z";
        client.Clock.Advance(TimeSpan.FromSeconds(10));
        client.World.CommitLate(TimeSpan.FromMinutes(4), () =>
        {
            client.World.SetField(old, "Name", "Changed");
            client.World.AddAccount("New");
        });

        client.Clock.Advance(TimeSpan.FromMinutes(2));
        var during = await client.QueryAsync(query);
        var covered = await client.GetAsync(updated);
        var locked = await client.SendAsync("PATCH", $"sobjects/Account/{old}", new JsonObject { ["Phone"] = "1" });
        client.Clock.Advance(TimeSpan.FromMinutes(2));
        var after = await client.QueryAsync(query);

        Assert.Equal(["Old"], during.Column("Name"));
        Assert.Equal("2026-03-02T09:00:10.000+0000", (string)covered.Body!["latestDateCovered"]!);
        Assert.Equal("UNABLE_TO_LOCK_ROW", locked.ErrorCode);
        Assert.Equal(["Changed", "New"], after.Column("Name"));
        Assert.All(after.Column("SystemModstamp"), stamp => Assert.Equal("2026-03-02T09:00:10.000+0000", stamp));
    }

    [Fact]
    public async Task A_share_of_the_worlds_edits_commits_late_within_the_bound()
    {
        await using var client =
            await SandboxClient.StartAsync(new() { Faults = new() { Seed = 5, LateCommit = 0.5 } });
        for (var n = 0; n < 40; n++)
        {
            client.World.AddAccount($"A{n}");
        }

        var early = (int)(await client.QueryAsync("SELECT COUNT() FROM Account")).Body!["totalSize"]!;
        client.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = (int)(await client.QueryAsync("SELECT COUNT() FROM Account")).Body!["totalSize"]!;

        Assert.InRange(early, 5, 35);
        Assert.Equal(40, late);
    }

    private static Task<Reply> CreateAsync(SandboxClient client) =>
        client.SendAsync("POST", "sobjects/Account", new JsonObject { ["Name"] = "A" });

    private static async Task<SalesforceFault?[]> RunAsync(int seed)
    {
        await using var client = await SandboxClient.StartAsync(new()
        {
            Faults = new() { Seed = seed, OrgThrottled = 0.1, Unavailable = 0.1, ServerError = 0.1, TornBody = 0.1,
                DroppedAfter = 0.1 },
        }, signIn: false);
        for (var call = 0; call < 120; call++)
        {
            // Without a session each call is 401 or struck; either way it has a number and so a draw.
            _ = await Record.ExceptionAsync(() => client.GetAsync("limits"));
        }

        return [.. client.Sandbox.Calls.Log.Take(100).Select(c => c.Fault)];
    }
}
