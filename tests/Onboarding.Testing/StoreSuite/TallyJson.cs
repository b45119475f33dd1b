using System.Text.Json.Serialization;

namespace Onboarding.Testing.StoreSuite;

/// <summary>How a tally is written.</summary>
[JsonSerializable(typeof(Tally))]
[JsonSerializable(typeof(TallyEvent))]
internal sealed partial class TallyJson : JsonSerializerContext;
