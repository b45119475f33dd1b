using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

using Onboarding.Hub.Deliveries;

namespace Onboarding.Cli.Demo.Running;

/// <summary>
/// The systems that set-up actions are asked of, as one receiver on loopback: it verifies each signature, does what it
/// is asked for once for each webhook-id, and confirms with a number.
/// </summary>
internal sealed class DemoSystems : IAsyncDisposable
{
    private static readonly ImmutableArray<string> s_systems = ["billing", "projects", "provisioning", "tickets"];

    private readonly ConcurrentDictionary<string, (string Onboarding, string Action)> _taken = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private readonly string _secret;

    private DemoSystems(WebApplication app, string secret) => (_app, _secret) = (app, secret);

    /// <summary>Raised when a request has been taken, before it is answered.</summary>
    public event EventHandler? Arrived;

    /// <summary>What was asked for, once for each webhook-id: name of the onboarding and key of the action.</summary>
    public IReadOnlyCollection<(string Onboarding, string Action)> Taken => [.. _taken.Values];

    public static async Task<DemoSystems> StartAsync(int seed, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes($"demo {seed}"));
        var systems = new DemoSystems(app, $"whsec_{Convert.ToBase64String(key)}");
        app.MapPost("/{system}", systems.TakeAsync);
        await app.StartAsync(cancellationToken);
        return systems;
    }

    /// <summary>The hub's settings for them.</summary>
    public JsonObject Settings() => new(s_systems.Select(system => KeyValuePair.Create<string, JsonNode?>(
        system,
        new JsonObject
        {
            ["Workspace"] = "demo",
            ["System"] = system,
            ["Url"] = $"{_app.Urls.Single()}/{system}",
            ["Secrets"] = new JsonArray(_secret),
        })));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string system, HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        string id = request.Headers["webhook-id"].ToString();
        bool isSigned = WebhookSecret.Of(_secret)!.Signed(
            id, request.Headers["webhook-timestamp"].ToString(), body.ToArray(),
            request.Headers["webhook-signature"].ToString());
        if (!isSigned)
        {
            return Results.Unauthorized();
        }

        using JsonDocument message = JsonDocument.Parse(body.ToArray());
        JsonElement data = message.RootElement.GetProperty("data");
        _taken.TryAdd(id, (data.GetProperty("onboarding").GetString()!, data.GetProperty("action").GetString()!));
        Arrived?.Invoke(this, EventArgs.Empty);
        string answer = $"{{\"state\":\"confirmed\",\"reference\":\"{system.ToUpperInvariant()}-{id[..8]}\"}}";
        return Results.Text(answer, "application/json");
    }
}
