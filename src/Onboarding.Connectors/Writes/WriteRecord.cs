using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Writes;

/// <summary>One record to be written.</summary>
/// <param name="Key">The hub's key of the resource: external id or marker.</param>
/// <param name="ExternalId">Id on the platform; null unless the action is an update.</param>
/// <param name="Fields">Native fields to be set; JSON null clears one.</param>
public sealed record WriteRecord(string Key, string? ExternalId, JsonObject Fields);
