using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

/// <summary>One reply of the sandbox.</summary>
internal sealed record Answer(int Http, JsonObject Envelope, bool HasRetryAfter)
{
    public bool Result => (bool)Envelope["result"]!;

    public string? Code => (string?)Envelope["errorCode"];

    public string? Description => (string?)Envelope["errorDesc"];

    public JsonNode Data => Envelope["data"]!;

    public IReadOnlyList<JsonNode> Rows => [.. Data["records"]!.AsArray()!];

    public IReadOnlyList<JsonNode> BareRows => [.. Data.AsArray()!];

    /// <summary>Values of one key of all rows.</summary>
    public IEnumerable<string?> Column(string key) => Rows.Select(row => row[key]?.ToString());

    /// <summary>The values of <see cref="Column"/> on one line.</summary>
    public string Line(string key) => string.Join(',', Column(key));

    /// <summary>What a Cockpit reply says of one referenceId, in success or failure.</summary>
    public string? Cockpit(string outcome, string reference) => Data[outcome]!.AsArray()
        .Select(one => (string?)one![reference])
        .SingleOrDefault(text => text is not null);
}
