using Microsoft.Extensions.Configuration;

using Onboarding.Hub.Hosting;
using Onboarding.Model.Ids;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>What the hub is told from outside: read once, and refused with the key and the remedy.</summary>
public sealed class HubConfigurationTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_left_out_has_its_stated_default()
    {
        HubConfiguration read = HubConfiguration.Read(With());

        ConnectionConfiguration connection = Assert.Single(read.Connections);
        Assert.Equal(new ConnectionId("crm"), connection.Id);
        Assert.Equal(TimeSpan.FromMinutes(5), connection.Every);
        Assert.Equal(TimeSpan.FromDays(7), connection.ReconcileEvery);
        Assert.Equal(0.5, connection.Share);
        Assert.Null(connection.HookSha256);
        Assert.Null(read.WebListen);
        Assert.Equal(new Uri("http://127.0.0.1:5300"), read.Listen);
    }

    [Theory]
    [InlineData("Listen", "5300", "http://127.0.0.1:5300")]
    [InlineData("Listen", "http://hub.example:5300", "a name is none")]
    [InlineData("WebListen", "nowhere", "http://127.0.0.1:5300")]
    [InlineData("Api:Tokens:0:Sha256", "abc", "64 hexadecimal digits")]
    [InlineData("WebListen", "http://127.0.0.1:5300", "one of its own")]
    [InlineData("Playbooks", "no/such/folder", "leave the key out")]
    [InlineData("ConnectorsFolder", "no/such/folder", "leave the key out")]
    [InlineData("Storage:Provider", "Oracle", "Correct it")]
    [InlineData("Workspaces:X:SettingsFile", "any", "Rename it")]
    [InlineData("Workspaces:other:SettingsFile", "no-such-file", "leave the key out")]
    [InlineData("Connections:crm:Workspace", "other", "Name one of acme")]
    [InlineData("Connections:crm:Every", "00:00:01", "between 00:00:10 and 1.00:00:00")]
    [InlineData("Connections:crm:Every", "soon", "such as 00:05:00")]
    [InlineData("Connections:crm:ReconcileEvery", "60.00:00:00", "such as 7.00:00:00")]
    [InlineData("Connections:crm:Share", "50%", "above 0 and at most 1")]
    [InlineData("Connections:crm:MappingFile", "no-such-file", "leave the key out")]
    [InlineData("Connections:crm:HookSha256", "secret", "never the secret itself")]
    [InlineData("Connections:CRM 1:Workspace", "acme", "Rename it")]
    [InlineData("Endpoints:billing:Workspace", "other", "Name one of acme")]
    [InlineData("Endpoints:billing:System", "Billing!", "such as billing")]
    [InlineData("Endpoints:billing:Url", "nowhere", "such as https://")]
    [InlineData("Endpoints:billing:Url", "http://billing.example.com/hook", "Use https")]
    [InlineData("Endpoints:billing:Url", "https://user:word@billing.example.com/hook", "Leave them out")]
    [InlineData("Endpoints:billing:Timeout", "00:05:00", "between 00:00:01 and 00:00:20")]
    [InlineData("Endpoints:billing:Secrets:0", "whsec_c2hvcnQ=", "openssl rand")]
    [InlineData("Endpoints:billing:Secrets:1", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=", "Give each secret once")]
    [InlineData("Endpoints:billing:Port", "1", "is no setting of an endpoint")]
    public void A_bad_setting_is_refused_with_its_key_and_what_to_do(string key, string value, string remedy)
    {
        ConfigurationFaultException refused =
            Assert.Throws<ConfigurationFaultException>(() => HubConfiguration.Read(With((key, value))));

        string named = key.StartsWith("Storage:", StringComparison.Ordinal) ? "Storage" : key.Replace(":SettingsFile", "", StringComparison.Ordinal);
        string fault = Assert.Single(refused.Faults);
        Assert.Contains(named.Replace("CRM 1:Workspace", "CRM 1", StringComparison.Ordinal), fault, StringComparison.Ordinal);
        Assert.Contains(remedy, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_has_one_secret_or_two_and_no_fault_shows_one()
    {
        const string third = "whsec_dGhlIHRoaXJkIHNlY3JldCBpcyBvbmUgdG9vIG1hbnk=";
        HubConfiguration read = HubConfiguration.Read(With(("Endpoints:billing:Secrets:1", third)));
        Assert.Equal(2, Assert.Single(read.Endpoints).Secrets.Length);

        ConfigurationFaultException refused = Assert.Throws<ConfigurationFaultException>(() => HubConfiguration.Read(With(
            ("Endpoints:billing:Secrets:1", third),
            ("Endpoints:billing:Secrets:2", "whsec_ZWluIGRyaXR0ZXMgR2VoZWltbmlzLCBkYXMgenV2aWVsIGlzdC4="),
            ("Endpoints:other:Workspace", "acme"),
            ("Endpoints:other:System", "billing"),
            ("Endpoints:other:Url", "https://billing.example.com/hook"))));
        Assert.Equal(3, refused.Faults.Length);
        Assert.Contains("has 3 secrets", refused.Faults[0], StringComparison.Ordinal);
        Assert.Contains("has 0 secrets", refused.Faults[1], StringComparison.Ordinal);
        Assert.Contains("serves the system 'billing'", refused.Faults[2], StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_d", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        ConfigurationFaultException refused = Assert.Throws<ConfigurationFaultException>(() => HubConfiguration.Read(With(
            ("Listen", "x"), ("Connections:crm:Share", "2"), ("Connections:crm:Every", "x"))));

        Assert.Equal(3, refused.Faults.Length);
    }

    private IConfiguration With(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Workspaces:acme:SettingsFile"] = _file,
            ["Connections:crm:Workspace"] = "acme",
            ["Connections:crm:Connector"] = "salesforce",
            ["Endpoints:billing:Workspace"] = "acme",
            ["Endpoints:billing:System"] = "billing",
            ["Endpoints:billing:Url"] = "https://billing.example.com/hook",
            ["Endpoints:billing:Secrets:0"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=",
        };
        foreach ((string key, string value) in settings)
        {
            all[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
