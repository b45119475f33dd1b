using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>The JSON trees that the sandbox reads and writes.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class WireJson : JsonSerializerContext;
