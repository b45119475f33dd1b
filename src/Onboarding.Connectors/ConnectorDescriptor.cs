using System.Collections.Immutable;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Settings;
using Onboarding.Connectors.Streams;

namespace Onboarding.Connectors;

/// <summary>What a platform is, as data.</summary>
public sealed record ConnectorDescriptor
{
    /// <summary>Lower-case word, unique among connectors, such as "salesforce".</summary>
    public required string Name { get; init; }

    /// <summary>Name for people, such as "Salesforce".</summary>
    public required string Title { get; init; }

    public required ImmutableArray<SettingDefinition> Settings { get; init; }

    /// <summary>
    /// In the order in which they are read and written: what others refer to comes first (accounts before deals, calls
    /// to action before their tasks).
    /// </summary>
    public required ImmutableArray<StreamDescriptor> Streams { get; init; }

    /// <summary>How many streams one call can read at once; 1 where each read is a call of its own.</summary>
    public int ReadsPerCall { get; init; } = 1;

    /// <summary>Limits that the vendor sets, before the connection's share is taken.</summary>
    public required ImmutableArray<CallLimit> Limits { get; init; }

    /// <summary>
    /// How far a read goes back behind its cursor for rows that became visible late (failure K1).
    /// </summary>
    public required TimeSpan Overlap { get; init; }
}
