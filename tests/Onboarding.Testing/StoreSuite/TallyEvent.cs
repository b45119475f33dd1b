using System.Text.Json.Serialization;

namespace Onboarding.Testing.StoreSuite;

/// <summary>What happens to a tally; commands are the same.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Added), "added")]
public abstract record TallyEvent
{
    private TallyEvent()
    {
    }

    /// <summary>It grows.</summary>
    public sealed record Added(int Count, string? Text) : TallyEvent;
}
