using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Testing.Clocks;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

/// <summary>A started sandbox on a manual clock, with a signed-in HTTP client.</summary>
internal sealed class SandboxClient : IAsyncDisposable
{
    public const string Data = "/services/data/v67.0/";

    private SandboxClient(SalesforceSandbox sandbox, ManualClock clock, SalesforceSandboxOptions options)
    {
        (Sandbox, Clock, Options) = (sandbox, clock, options);
        Http = new HttpClient { BaseAddress = sandbox.BaseAddress };
    }

    public SalesforceSandbox Sandbox { get; }

    public SalesforceWorld World => Sandbox.World;

    public ManualClock Clock { get; }

    public SalesforceSandboxOptions Options { get; }

    public HttpClient Http { get; }

    public static async Task<SandboxClient> StartAsync(SalesforceSandboxOptions? options = null, bool signIn = true)
    {
        var clock = new ManualClock();
        options ??= new SalesforceSandboxOptions();
        var client = new SandboxClient(
            await SalesforceSandbox.StartAsync(options, clock, CancellationToken.None), clock, options);
        if (signIn)
        {
            await client.SignInAsync();
        }

        return client;
    }

    public async Task<string> SignInAsync()
    {
        var (_, body) = await TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", Options.ClientId),
            ("client_secret", Options.ClientSecret));
        var token = (string)body["access_token"]!;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }

    public async Task<(int Code, JsonNode Body)> TokenAsync(params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await Http.PostAsync(new Uri("/services/oauth2/token", UriKind.Relative), content);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public Task<Reply> GetAsync(string path) => SendAsync("GET", path);

    public Task<Reply> QueryAsync(string soql, string resource = "query") =>
        SendAsync("GET", $"{resource}?q={Uri.EscapeDataString(soql)}");

    public async Task<Reply> SendAsync(
        string method, string path, JsonNode? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(path.StartsWith('/') ? path : Data + path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply(
            (int)response.StatusCode,
            text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null,
            response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Adds a text field that is an external key, visible to the client's user.</summary>
    public void AddKeyField(string type, bool unique = true) => World.AddCustomField(type, new()
    {
        Name = "Hub_Key__c",
        Type = Onboarding.Connectors.Salesforce.Sandbox.Schema.SalesforceFieldType.Text,
        Length = 80,
        ExternalId = true,
        Unique = unique,
    });

    public static JsonObject Record(string type, params (string Field, JsonNode? Value)[] fields)
    {
        var record = new JsonObject { ["attributes"] = new JsonObject { ["type"] = type } };
        foreach (var (field, value) in fields)
        {
            record[field] = value;
        }

        return record;
    }

    public static JsonObject Records(bool allOrNone, params IEnumerable<JsonObject> records) =>
        new() { ["allOrNone"] = allOrNone, ["records"] = new JsonArray([.. records]) };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
