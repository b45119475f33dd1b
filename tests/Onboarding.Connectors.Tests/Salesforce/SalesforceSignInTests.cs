using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Connectors.Settings;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

public sealed class SalesforceSignInTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signed_assertion_signs_in_also_when_its_key_came_without_line_breaks(bool flattened)
    {
        using var key = RSA.Create(2048);
        string pem = key.ExportPkcs8PrivateKeyPem();
        await using SalesforceBench bench = await StartWithKeyAsync(key, flattened ? pem.ReplaceLineEndings("\\n") : pem);

        await bench.PageAsync(SalesforceBench.Read("User", ["Name"]));

        Assert.Equal(1, bench.Sandbox.Calls.SignIns);
    }

    [Fact]
    public async Task A_key_that_is_not_the_apps_is_refused_with_its_remedy()
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        await using SalesforceBench bench = await StartWithKeyAsync(key, other.ExportPkcs8PrivateKeyPem());

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => bench.PageAsync(SalesforceBench.Read("User", ["Name"])));

        Assert.Equal(FailureKind.Misconfigured, refused.Failure.Kind);
        Assert.Contains("PrivateKey", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, bench.Sandbox.Calls.SignIns);
    }

    [Theory]
    [InlineData("ClientId", "unknown", "ClientId")]
    [InlineData("ClientSecret", "wrong", "ClientSecret")]
    public async Task A_wrong_key_or_secret_of_the_app_is_named(string setting, string value, string named)
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(change: settings => settings[setting] = value);

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => bench.PageAsync(SalesforceBench.Read("User", ["Name"])));

        Assert.Equal(FailureKind.Misconfigured, refused.Failure.Kind);
        Assert.Contains($"Set {named}", refused.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, refused.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_without_a_user_to_run_as_is_told_so()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync(new() { ClientCredentialsEnabled = false });

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => bench.PageAsync(SalesforceBench.Read("User", ["Name"])));

        Assert.Contains("name the user it runs as", refused.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_session_is_renewed_once_and_the_call_goes_on()
    {
        await using SalesforceBench bench = await SalesforceBench.StartAsync();
        await bench.PageAsync(SalesforceBench.Read("User", ["Name"]));
        bench.Sandbox.EndSessions();

        await bench.PageAsync(SalesforceBench.Read("User", ["Name"]));

        Assert.Equal(2, bench.Sandbox.Calls.SignIns);
    }

    [Fact]
    public void The_address_of_the_instance_is_taken_from_every_sign_in()
    {
        Platform platform = Open();

        PlatformSession session = platform.ReadSignIn(Answer(
            200, """{"access_token":"t","instance_url":"https://acme-7.my.salesforce.com","token_type":"Bearer"}"""));

        Assert.Equal(new PlatformSession(new Uri("https://acme-7.my.salesforce.com"), "t"), session);
    }

    [Theory]
    [InlineData(400, """{"error":"unsupported_grant_type"}""", FailureKind.Misconfigured)]
    [InlineData(400, """{"error":"invalid_grant","error_description":"user hasn't approved this consumer"}""", FailureKind.Misconfigured)]
    [InlineData(429, "<html></html>", FailureKind.RateLimited)]
    [InlineData(503, "", FailureKind.Transient)]
    public void A_refused_sign_in_has_its_kind(int code, string body, FailureKind kind) =>
        Assert.Equal(kind, Assert.Throws<ConnectorException>(() => Open().ReadSignIn(Answer(code, body))).Failure.Kind);

    [Fact]
    public async Task No_secret_is_seen_in_logs_failures_or_texts()
    {
        var options = new SalesforceSandboxOptions { ClientSecret = "s3cr3t-of-the-app" };
        await using SalesforceBench bench = await SalesforceBench.StartAsync(options);
        bench.Sandbox.FailNext(SalesforceFault.SessionLost);
        await bench.PageAsync(SalesforceBench.Read("User", ["Name"]));
        bench.Sandbox.EndSessions();
        bench.Sandbox.FailNext(SalesforceFault.OrgThrottled);
        await bench.PageAsync(SalesforceBench.Read("User", ["Name"]));
        PlatformRequest signIn = bench.Platform.SignIn(bench.Clock.GetUtcNow())!;
        PlatformRequest authorized = bench.Platform.Authorize(signIn, new PlatformSession(bench.Platform.BaseAddress, "00Dtoken"));

        string all = string.Join('\n', bench.ClientLog.Lines.Concat(bench.BudgetLog.Lines)
            .Concat([bench.Platform.ToString()!, signIn.ToString(), authorized.ToString()]));

        Assert.Contains("signing in anew", all, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", all, StringComparison.Ordinal);
        Assert.DoesNotContain("00D", all, StringComparison.Ordinal);
        Assert.Contains("client_secret=s3cr3t-of-the-app", Encoding.UTF8.GetString(signIn.Content!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LoginUrl", "https://login.salesforce.com")]
    [InlineData("LoginUrl", "http://acme.my.salesforce.com")]
    [InlineData("AuthMode", "password")]
    [InlineData("AuthMode", "jwt-bearer")]
    [InlineData("ClientSecret", "")]
    [InlineData("ApiVersion", "latest")]
    [InlineData("PermissionSet", "Hub' OR Name != '")]
    public void A_setting_that_cannot_be_used_is_found_when_the_connection_opens(string name, string value)
    {
        Dictionary<string, string?> settings = SalesforceBench.SettingsOf(new Uri("https://acme.my.salesforce.com"));
        settings[name] = value;

        Assert.Throws<SettingsException>(() => SalesforceBench.Open(settings));
    }

    [Fact]
    public void A_private_key_that_is_none_is_found_when_the_connection_opens_and_not_shown()
    {
        Dictionary<string, string?> settings = SalesforceBench.SettingsOf(new Uri("https://acme.my.salesforce.com"));
        (settings["AuthMode"], settings["Username"], settings["PrivateKey"]) = ("jwt-bearer", "hub@acme.example", "half-a-key");

        var refused = Assert.Throws<SettingsException>(() => SalesforceBench.Open(settings));

        Assert.Equal("PrivateKey", refused.Faults.Single().Name);
        Assert.DoesNotContain("half-a-key", refused.Message, StringComparison.Ordinal);
    }

    private static Task<SalesforceBench> StartWithKeyAsync(RSA key, string pem) => SalesforceBench.StartAsync(
        new SalesforceSandboxOptions { JwtPublicKeyPem = key.ExportSubjectPublicKeyInfoPem() },
        change: settings =>
        {
            settings.Remove("ClientSecret");
            settings["AuthMode"] = "jwt-bearer";
            settings["Username"] = "onboarding.hub@acme.example";
            settings["PrivateKey"] = pem;
        });

    private static Platform Open() => SalesforceBench.Open(SalesforceBench.SettingsOf(new Uri("https://acme.my.salesforce.com")));

    private static PlatformResponse Answer(int code, string body) => new()
    {
        StatusCode = code,
        Headers = ImmutableDictionary<string, string>.Empty,
        Content = Encoding.UTF8.GetBytes(body),
    };
}
