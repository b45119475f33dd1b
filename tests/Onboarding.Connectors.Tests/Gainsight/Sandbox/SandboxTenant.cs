using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Testing.Clocks;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

/// <summary>A sandbox on a standing clock and a signed-in client that speaks plain HTTP to it.</summary>
internal sealed class SandboxTenant : IAsyncDisposable
{
    public const string AccessKey = "sandbox-access-key";

    private SandboxTenant(GainsightSandbox sandbox, ManualClock clock)
    {
        (Sandbox, Clock) = (sandbox, clock);
        Http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        Http.DefaultRequestHeaders.Add("accesskey", AccessKey);
    }

    public GainsightSandbox Sandbox { get; }

    public ManualClock Clock { get; }

    public HttpClient Http { get; }

    public GainsightWorld World => Sandbox.World;

    public static async Task<SandboxTenant> StartAsync(
        GainsightVariants? variants = null,
        GainsightLimits? limits = null,
        GainsightFaults? faults = null)
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var options = new GainsightSandboxOptions
        {
            Variants = variants ?? new() { Empty = GainsightVariants.EmptyForm.NoRows },
            Limits = limits ?? GainsightLimits.None,
            Faults = faults ?? GainsightFaults.None,
        };
        return new(await GainsightSandbox.StartAsync(options, clock, CancellationToken.None), clock);
    }

    public Task<Answer> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Answer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<Answer> QueryAsync(string objectName, string json) =>
        PostAsync("/v1/data/objects/query/" + objectName, json);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonObject>();
        return new((int)response.StatusCode, body!, response.Headers.RetryAfter is not null);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
