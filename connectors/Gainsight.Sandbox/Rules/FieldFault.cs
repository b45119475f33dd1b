using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Why one value of one record is refused.</summary>
internal sealed record FieldFault(string Code, string Message, string Field, JsonNode? Value);
