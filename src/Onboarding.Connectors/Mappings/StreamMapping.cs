using System.Collections.Immutable;

using Onboarding.Model.Conditions;

namespace Onboarding.Connectors.Mappings;

/// <summary>How the records of one stream and the resources of the hub stand for each other.</summary>
public sealed record StreamMapping
{
    /// <summary>Name of the connector's stream.</summary>
    public required string Stream { get; init; }

    public required RecordKind Kind { get; init; }

    /// <summary>
    /// Whether a record that belongs to no resource makes a new one. Where this is false such a record is counted and left alone.
    /// </summary>
    public required bool Creates { get; init; }

    /// <summary>
    /// Over fields of the resource: only where it holds does the hub make a record for one that has none. Null: always.
    /// What has a record is kept up to date in any case.
    /// </summary>
    public Condition? MadeWhen { get; init; }

    /// <summary>
    /// Native field that holds the id of the same thing on another connection ("SfdcAccountId"); null when there is none.
    /// </summary>
    public string? MatchField { get; init; }

    /// <summary>Stream of the other connection whose ids <see cref="MatchField"/> holds.</summary>
    public string? MatchStream { get; init; }

    public required ImmutableArray<FieldMapping> Fields { get; init; }
}
