using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class SignInTests
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    [Fact]
    public async Task Client_credentials_in_the_form_give_a_token_that_works_and_no_expiry()
    {
        await using var client = await SandboxClient.StartAsync();

        var (code, body) = await client.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", client.Options.ClientId),
            ("client_secret", client.Options.ClientSecret));
        var reply = await client.GetAsync("sobjects");

        Assert.Equal(200, code);
        Assert.Equal("Bearer", (string)body["token_type"]!);
        Assert.Equal(client.Sandbox.BaseAddress.GetLeftPart(UriPartial.Authority), (string)body["instance_url"]!);
        Assert.Contains(client.World.OrganizationId, (string)body["id"]!, StringComparison.Ordinal);
        Assert.False(body.AsObject().ContainsKey("expires_in"));
        Assert.Equal(200, reply.Code);
    }

    [Fact]
    public async Task Client_credentials_may_come_by_Basic()
    {
        await using var client = await SandboxClient.StartAsync(signIn: false);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{client.Options.ClientId}:{client.Options.ClientSecret}")));

        var (code, body) = await client.TokenAsync(("grant_type", "client_credentials"));

        Assert.Equal(200, code);
        Assert.StartsWith(client.World.OrganizationId[..15], (string)body["access_token"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_credentials", "nobody", "sandbox-consumer-secret", "invalid_client_id")]
    [InlineData("client_credentials", "3MVG9.onboarding.hub", "wrong", "invalid_client")]
    [InlineData("password", "3MVG9.onboarding.hub", "sandbox-consumer-secret", "unsupported_grant_type")]
    [InlineData("", "3MVG9.onboarding.hub", "sandbox-consumer-secret", "invalid_request")]
    public async Task A_refused_sign_in_is_an_object_with_a_reason(string grant, string id, string secret, string error)
    {
        await using var client = await SandboxClient.StartAsync(signIn: false);

        var (code, body) = await client.TokenAsync(("grant_type", grant), ("client_id", id), ("client_secret", secret));

        Assert.Equal(400, code);
        Assert.Equal(error, (string)body["error"]!);
        Assert.NotNull(body["error_description"]);
    }

    [Fact]
    public async Task An_app_without_a_run_as_user_refuses_client_credentials()
    {
        await using var client =
            await SandboxClient.StartAsync(new() { ClientCredentialsEnabled = false }, signIn: false);

        var (code, body) = await client.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", client.Options.ClientId),
            ("client_secret", client.Options.ClientSecret));

        Assert.Equal((400, "invalid_grant"), (code, (string)body["error"]!));
    }

    [Fact]
    public async Task An_assertion_signed_with_the_registered_key_gives_a_token()
    {
        using var key = RSA.Create(2048);
        await using var client =
            await SandboxClient.StartAsync(
                new() { JwtPublicKeyPem = key.ExportSubjectPublicKeyInfoPem() }, signIn: false);

        var (code, body) = await client.TokenAsync(("grant_type", JwtBearer), ("assertion", Assertion(key, client)));
        client.Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)body["access_token"]!);

        Assert.Equal(200, code);
        Assert.Equal(200, (await client.GetAsync("limits")).Code);
    }

    [Theory]
    [InlineData("iss", "other", "invalid_client_id")]
    [InlineData("sub", "stranger@acme.example", "invalid_grant")]
    [InlineData("aud", "https://elsewhere.example", "invalid_grant")]
    public async Task An_assertion_with_a_wrong_claim_is_refused(string claim, string value, string error)
    {
        using var key = RSA.Create(2048);
        await using var client =
            await SandboxClient.StartAsync(
                new() { JwtPublicKeyPem = key.ExportSubjectPublicKeyInfoPem() }, signIn: false);

        var (code, body) =
            await client.TokenAsync(("grant_type", JwtBearer), ("assertion", Assertion(key, client, (claim, value))));

        Assert.Equal((400, error), (code, (string)body["error"]!));
    }

    [Fact]
    public async Task An_expired_or_wrongly_signed_assertion_is_refused()
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        await using var client =
            await SandboxClient.StartAsync(
                new() { JwtPublicKeyPem = key.ExportSubjectPublicKeyInfoPem() }, signIn: false);
        var early = Assertion(key, client);

        var forged = await client.TokenAsync(("grant_type", JwtBearer), ("assertion", Assertion(other, client)));
        client.Clock.Advance(TimeSpan.FromMinutes(3));
        var expired = await client.TokenAsync(("grant_type", JwtBearer), ("assertion", early));

        Assert.Equal((400, "invalid_grant"), (forged.Code, (string)forged.Body["error"]!));
        Assert.Equal((400, "invalid_grant"), (expired.Code, (string)expired.Body["error"]!));
    }

    [Fact]
    public async Task A_session_ends_by_rest_by_revocation_and_by_an_administrator()
    {
        await using var client = await SandboxClient.StartAsync();

        client.Clock.Advance(TimeSpan.FromHours(3));
        var rested = await client.GetAsync("limits");
        var token = await client.SignInAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", token)]);
        using var revoked = await client.Http.PostAsync(new Uri("/services/oauth2/revoke", UriKind.Relative), form);
        var afterRevocation = await client.GetAsync("limits");
        await client.SignInAsync();
        client.Sandbox.EndSessions();
        var ended = await client.GetAsync("limits");

        Assert.Equal(
            (401, "INVALID_SESSION_ID", "Session expired or invalid"), (rested.Code, rested.ErrorCode, rested.Message));
        Assert.Equal(200, (int)revoked.StatusCode);
        Assert.Equal(401, afterRevocation.Code);
        Assert.Equal(401, ended.Code);
    }

    [Fact]
    public async Task The_versions_need_no_session_and_an_unserved_version_is_unknown()
    {
        await using var client = await SandboxClient.StartAsync();

        var old = await client.GetAsync("/services/data/v20.0/limits");
        client.Http.DefaultRequestHeaders.Authorization = null;
        var versions = await client.GetAsync("/services/data/");

        Assert.Equal("67.0", (string)versions.Body!.AsArray()[^1]!["version"]!);
        Assert.Equal((404, "NOT_FOUND"), (old.Code, old.ErrorCode));
    }

    private static string Assertion(RSA key, SandboxClient client, (string Claim, string Value)? changed = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = client.Options.ClientId,
            ["sub"] = client.World.HubUsername,
            ["aud"] = "https://login.salesforce.com",
            ["exp"] = client.Clock.GetUtcNow().AddMinutes(3).ToUnixTimeSeconds(),
        };
        if (changed is { } change)
        {
            claims[change.Claim] = change.Value;
        }

        var signed = Base64Url.EncodeToString("""{"alg":"RS256"}"""u8) + "."
            + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var signature =
            key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
