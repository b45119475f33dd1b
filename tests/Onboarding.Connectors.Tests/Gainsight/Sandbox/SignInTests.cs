using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class SignInTests
{
    private const string Path = "/v1/meta/services/objects/list";

    [Fact]
    public async Task The_access_key_opens_the_tenant_and_a_wrong_or_missing_one_does_not()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        Assert.Equal(200, (await tenant.GetAsync(Path)).Http);

        tenant.Sandbox.ChangeAccessKey("rotated");
        var refused = await tenant.GetAsync(Path);
        Assert.Equal((401, "GS_APIG_2401", false), (refused.Http, refused.Code, refused.Result));

        tenant.Http.DefaultRequestHeaders.Clear();
        Assert.Equal(401, (await tenant.GetAsync(Path)).Http);
    }

    [Fact]
    public async Task A_token_lasts_its_lifetime_and_is_never_accepted_together_with_a_key()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var (token, seconds) = await SignInAsync(tenant, "sandbox-client-secret");
        Assert.Equal(86_400, seconds);

        tenant.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(401, (await tenant.GetAsync(Path)).Http);
        tenant.Http.DefaultRequestHeaders.Remove("accesskey");
        Assert.Equal(200, (await tenant.GetAsync(Path)).Http);

        tenant.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(401, (await tenant.GetAsync(Path)).Http);
    }

    [Fact]
    public async Task A_revoked_token_is_refused()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var (token, _) = await SignInAsync(tenant, "sandbox-client-secret");
        tenant.Http.DefaultRequestHeaders.Clear();
        tenant.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(200, (await tenant.GetAsync(Path)).Http);
        tenant.Sandbox.RevokeTokens();
        Assert.Equal(401, (await tenant.GetAsync(Path)).Http);
    }

    [Fact]
    public async Task A_wrong_client_secret_gets_no_token()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var (token, _) = await SignInAsync(tenant, "wrong");
        Assert.Null(token);
    }

    [Fact]
    public async Task A_tenant_may_refuse_bad_headers_with_400()
    {
        await using var tenant = await SandboxTenant.StartAsync(new()
        {
            BadCredential = GainsightVariants.BadCredentialForm.Headers400,
        });
        tenant.Sandbox.ChangeAccessKey("rotated");
        var refused = await tenant.GetAsync(Path);
        Assert.Equal((400, "GSOBJ_1024"), (refused.Http, refused.Code));
    }

    private static async Task<(string? Token, long? Seconds)> SignInAsync(SandboxTenant tenant, string secret)
    {
        using var client = new HttpClient { BaseAddress = tenant.Sandbox.BaseAddress };
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-client:" + secret));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        using var response = await client.PostAsync(new Uri("/v1/users/m2m/oauth/token", UriKind.Relative), form);
        var body = await response.Content.ReadFromJsonAsync<JsonObject>();
        return ((string?)body!["access_token"], (long?)body["expires_in"]);
    }
}
