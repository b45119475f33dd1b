using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

/// <summary>An answer, read to its end.</summary>
internal sealed record Reply(int Code, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonArray Rows => Body!["records"]!.AsArray();

    public string ErrorCode => (string)Body![0]!["errorCode"]!;

    public string Message => (string)Body![0]!["message"]!;

    public string[] Column(string field) => [.. Rows.Select(r => (string)r![field]!)];
}
