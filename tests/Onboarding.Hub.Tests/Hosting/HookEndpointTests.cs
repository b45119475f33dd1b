using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

using Onboarding.Hub.Hosting;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>Where platforms send their webhooks: over HTTP/1.1, beside the API, with a secret.</summary>
public sealed class HookEndpointTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "a long secret of this connection";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-hooks-");
    private readonly HttpClient _http = new();
    private WebApplication _hub = null!;
    private Uri _address = null!;

    // Somebody else may take a port between its being found free and its being listened on.
    public async Task InitializeAsync()
    {
        for (int tries = 1; !await StartAsync(); tries++)
        {
            Assert.InRange(tries, 1, 10);
        }
    }

    private async Task<bool> StartAsync()
    {
        _address = new Uri($"http://127.0.0.1:{FreePort()}");
        string clock = Path.Combine(_folder.FullName, $"clock-{_address.Port}");
        using (Clocks.VirtualClock.Create(clock, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)))
        {
            _hub = await HubHost.BuildAsync(
                new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Listen"] = "http://127.0.0.1:0",
                    ["WebListen"] = _address.ToString(),
                    ["Storage:File"] = Path.Combine(_folder.FullName, "hub.db"),
                    ["Clock:File"] = clock,
                    ["Workspaces:acme:SettingsFile"] = Path.Combine(AppContext.BaseDirectory, "playbooks", "workspace.yaml"),
                    ["Connections:crm:Workspace"] = "acme",
                    ["Connections:crm:Connector"] = "salesforce",
                    ["Connections:crm:HookSha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret))),
                    ["Connections:crm:Settings:LoginUrl"] = "http://127.0.0.1:9",
                    ["Connections:crm:Settings:ClientId"] = "id",
                    ["Connections:crm:Settings:ClientSecret"] = "secret",
                    ["Connections:deaf:Workspace"] = "acme",
                    ["Connections:deaf:Connector"] = "salesforce",
                    ["Connections:deaf:Settings:LoginUrl"] = "http://127.0.0.1:9",
                    ["Connections:deaf:Settings:ClientId"] = "id",
                    ["Connections:deaf:Settings:ClientSecret"] = "secret",
                    ["Logging:LogLevel:Default"] = "None",
                }).Build(),
                CancellationToken.None);
        }

        try
        {
            await _hub.StartAsync(CancellationToken.None);
            return true;
        }
        catch (IOException)
        {
            await _hub.DisposeAsync();
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    public async Task DisposeAsync()
    {
        await _hub.StopAsync(CancellationToken.None);
        await _hub.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_webhook_with_the_connections_secret_is_taken_whatever_it_says()
    {
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("acme/crm", Secret, "{\"event\": \"changed\"}"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("acme/crm", Secret, "\0 no JSON <<<"));
    }

    [Theory]
    [InlineData("acme/crm", null)]
    [InlineData("acme/crm", "")]
    [InlineData("acme/crm", "another secret")]
    [InlineData("acme/deaf", Secret)]
    [InlineData("acme/deaf", "")]
    [InlineData("acme/nothing", Secret)]
    [InlineData("other/crm", Secret)]
    public async Task Whatever_is_wrong_is_answered_alike(string path, string? secret) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(path, secret, "{}"));

    private async Task<HttpStatusCode> PostAsync(string path, string? secret, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, $"/hooks/{path}"))
        {
            Version = HttpVersion.Version11,
            Content = new StringContent(body),
        };
        request.Headers.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
        using HttpResponseMessage response = await _http.SendAsync(request, CancellationToken.None);
        return response.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
