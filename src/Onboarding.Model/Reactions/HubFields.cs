using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Reactions;

/// <summary>The fields of accounts and opportunities that the hub itself sets, so that platforms learn how it went.</summary>
public static class HubFields
{
    /// <summary>The source of such a change.</summary>
    public const string Source = "hub";

    /// <summary>Those of an opportunity: what is written there is no content of a handoff.</summary>
    public static ImmutableHashSet<string> OfOpportunity { get; } =
    [
        "handoff_complete", "handoff_missing", "onboarding_state", "onboarding_stage", "onboarding_live_on",
    ];

    /// <summary>Sets fields, with the authority of the hub's own rules.</summary>
    public static Reaction Set(ResourceKind kind, ResourceState? resource, params ReadOnlySpan<(string Name, FieldValue Value)> fields)
    {
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        foreach ((string name, FieldValue value) in fields)
        {
            changes.Add(new FieldChange
            {
                Field = name,
                Value = value,
                Base = resource?.Fields.GetValueOrDefault(name)?.Value,
                Rank = 0,
                ChangedAt = DateTimeOffset.MinValue,
            });
        }

        string key = resource?.Key ?? throw new ArgumentNullException(nameof(resource), "Only what exists can be told how it went.");
        return new Reaction.ToResource(kind, key, new ResourceCommand.Merge(kind, key, Source, changes.ToImmutable()));
    }
}
