using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Hosting;
using Onboarding.Hub.Tests.Model;
using Onboarding.Model.Ids;
using Onboarding.Sync;
using Onboarding.Sync.Catalogue;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>What the configured connections come to together.</summary>
public sealed class ConnectionBookTests(SqliteStore store) : IClassFixture<SqliteStore>
{
    [Theory]
    [Trait("Requirement", "A1.11")]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_workspace_that_no_CS_platform_serves_is_named(bool served, int named)
    {
        string file = Path.Combine(ShippedFiles.Folder, "workspace.yaml");
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Workspaces:acme:SettingsFile"] = file,
            ["Connections:crm:Workspace"] = "acme",
            ["Connections:crm:Connector"] = "salesforce",
            ["Connections:crm:Settings:LoginUrl"] = "https://acme.my.salesforce.example",
            ["Connections:crm:Settings:ClientId"] = "id",
            ["Connections:crm:Settings:ClientSecret"] = "secret",
        };
        if (served)
        {
            settings["Connections:success:Workspace"] = "acme";
            settings["Connections:success:Connector"] = "gainsight";
            settings["Connections:success:Settings:BaseUrl"] = "https://acme.gainsight.example";
            settings["Connections:success:Settings:AccessKey"] = "key";
        }

        using ServiceProvider meters = new ServiceCollection().AddMetrics().AddSingleton<SyncMetrics>().BuildServiceProvider();
        using var book = new ConnectionBook(
            HubConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()),
            ConnectorCatalogue.Load(AppContext.BaseDirectory, null), store.Hub.Sync, meters.GetRequiredService<SyncMetrics>(),
            store.Clock, NullLoggerFactory.Instance);

        Assert.Equal(Enumerable.Repeat(new WorkspaceId("acme"), named), book.WithoutSuccessPlatform);
    }
}
