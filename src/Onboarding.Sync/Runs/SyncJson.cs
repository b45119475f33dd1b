using System.Text.Json.Serialization;

using Onboarding.Connectors.Streams;

namespace Onboarding.Sync.Runs;

/// <summary>How the records of dead letters are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlatformRecord))]
internal sealed partial class SyncJson : JsonSerializerContext;
