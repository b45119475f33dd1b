using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

namespace Onboarding.Connectors.Mappings;

/// <summary>How one native field and one canonical field stand for each other.</summary>
public sealed record FieldMapping
{
    private static readonly ImmutableSortedDictionary<string, string> s_none =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Name on the platform; may be a path that the platform knows, such as "Owner.Email".</summary>
    public required string Native { get; init; }

    /// <summary>Name in <see cref="RecordCatalogue"/>.</summary>
    public required string Canonical { get; init; }

    /// <summary>What the canonical field holds; from the catalogue.</summary>
    public required FieldType Type { get; init; }

    public required MappingDirection Direction { get; init; }

    /// <summary>
    /// The native value is the id of a record in this stream, and the canonical one the key of its resource; null for a
    /// plain value.
    /// </summary>
    public string? References { get; init; }

    /// <summary>Native value for each canonical text, for closed sets; a native value that is not here is refused. Empty: as it is.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; init; } = s_none;

    /// <summary>
    /// Canonical text for further native values that are understood and never written: a task "In Progress" is open.
    /// </summary>
    public ImmutableSortedDictionary<string, string> AlsoRead { get; init; } = s_none;

    public ConflictPolicy Policy { get; init; } = ConflictPolicy.AuthorityWins;

    /// <summary>Authority of this connection over the field; 1 is the highest. The hub's own rules have rank 0, people 50.</summary>
    public int Rank { get; init; } = 100;
}
