using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;

namespace Onboarding.Cli.Demo.People;

/// <summary>What the CRM's fields are called, from the mapping that the hub itself works with.</summary>
internal sealed class CrmNames(Mapping mapping)
{
    /// <summary>Native name of a canonical field.</summary>
    public string Of(string stream, string canonical) =>
        Find(stream, canonical) ?? throw new InvalidOperationException(
            $"The mapping has no field of {stream} for {canonical}, which the demo's people work with.");

    /// <summary>Native name of a canonical field; null when the mapping leaves it out.</summary>
    public string? Find(string stream, string canonical) => FieldsOf(stream)
        .FirstOrDefault(field => field.Canonical == canonical)?.Native;

    private ImmutableArray<FieldMapping> FieldsOf(string stream) => mapping.Of(stream)?.Fields ?? [];
}
