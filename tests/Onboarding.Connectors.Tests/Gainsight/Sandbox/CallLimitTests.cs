using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class CallLimitTests
{
    private const string Sync = "/v1/meta/services/objects/list";

    [Fact]
    public async Task A_window_can_be_spent_at_once_and_then_refuses_without_retry_after()
    {
        await using var tenant = await SandboxTenant.StartAsync(limits: new GainsightLimits());
        tenant.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True(tenant.Sandbox.SpendElsewhere(99));
        Assert.Equal(200, (await tenant.GetAsync(Sync)).Http);
        var refused = await tenant.GetAsync(Sync);
        Assert.Equal((429, "GU_2400", false), (refused.Http, refused.Code, refused.HasRetryAfter));
        Assert.Equal(1, tenant.Sandbox.Calls.Throttled);

        tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await tenant.GetAsync(Sync)).Http);
    }

    [Fact]
    public async Task The_day_has_a_limit_of_its_own()
    {
        await using var tenant = await SandboxTenant.StartAsync(limits: new GainsightLimits { SyncPerDay = 2 });
        for (var minute = 0; minute < 2; minute++)
        {
            Assert.Equal(200, (await tenant.GetAsync(Sync)).Http);
            tenant.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(429, (await tenant.GetAsync(Sync)).Http);
        tenant.Clock.Advance(TimeSpan.FromHours(15));
        Assert.Equal(200, (await tenant.GetAsync(Sync)).Http);
    }

    [Fact]
    public async Task Families_do_not_spend_from_each_other()
    {
        await using var tenant = await SandboxTenant.StartAsync(limits: new GainsightLimits
        {
            SyncPerMinute = 1,
            UsersPerHour = 1,
            TimelinePerMinute = 1,
            AsyncPerHour = 1,
        });
        for (var round = 0; round < 2; round++)
        {
            var expected = round == 1;
            Assert.Equal(expected, (await tenant.GetAsync(Sync)).Http == 429);
            Assert.Equal(expected, (await tenant.PostAsync("/v1/users/services/list", "{}")).Http == 429);
            Assert.Equal(expected, (await tenant.PostAsync("/v1/ant/es/activity", "{}")).Http == 429);
            Assert.Equal(expected, (await tenant.PutAsync("/v1/peoplemgmt/v1.0/people/async", "{}")).Http == 429);
        }
    }

    [Fact]
    public async Task Every_call_is_counted_by_kind_and_logged()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        await tenant.GetAsync(Sync);
        await tenant.QueryAsync("Company", """{ "select": ["Name"] }""");
        Assert.Equal(2, tenant.Sandbox.Calls.Total);
        Assert.Equal(1, tenant.Sandbox.Calls[GainsightCallKind.Query]);
        var last = tenant.Sandbox.Calls.Log[^1];
        Assert.Equal(
            (2, "POST", "/v1/data/objects/query/Company", tenant.Clock.GetUtcNow()),
            (last.Number, last.Method, last.Path, last.At));
    }
}
