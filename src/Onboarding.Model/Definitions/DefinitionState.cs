using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Definitions;

/// <summary>A definition with its versions. How far it is agreed follows from what was said of the present one.</summary>
public sealed record DefinitionState
{
    public required DefinitionKind Kind { get; init; }

    /// <summary>Its key among those of its kind, such as "first_value".</summary>
    public required string Key { get; init; }

    /// <summary>Oldest first; never empty.</summary>
    public required ImmutableArray<DefinitionVersion> Versions { get; init; }

    [JsonIgnore]
    public DefinitionId Id => DefinitionId.Of(Kind, Key);

    [JsonIgnore]
    public DefinitionVersion Present => Versions[^1];

    /// <summary>What was said against the present version.</summary>
    [JsonIgnore]
    public IEnumerable<SignOff> Objections => Present.SignOffs.Where(said => !said.Approves);

    /// <summary>Roles that must approve the present version and have not, in their order.</summary>
    [JsonIgnore]
    public ImmutableArray<string> MissingApprovers =>
    [
        .. Present.Text.Approvers.Where(role => !Present.SignOffs.Any(said => said.Approves && said.Role == role)),
    ];

    [JsonIgnore]
    public DefinitionPhase Phase => this switch
    {
        _ when Objections.Any() => DefinitionPhase.Contested,
        _ when MissingApprovers.IsEmpty => DefinitionPhase.Confirmed,
        { Present.Number: 0 } => DefinitionPhase.Assumed,
        _ => DefinitionPhase.Corrected,
    };
}
