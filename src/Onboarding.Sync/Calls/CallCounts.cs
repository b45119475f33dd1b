using System.Collections.Immutable;

namespace Onboarding.Sync.Calls;

/// <summary>How many calls were made.</summary>
/// <param name="ByPurpose">Calls by <see cref="Onboarding.Connectors.Calls.PlatformRequest.Purpose"/>.</param>
public sealed record CallCounts(ImmutableSortedDictionary<string, int> ByPurpose)
{
    /// <summary>All calls together.</summary>
    public int Total => ByPurpose.Values.Sum();

    /// <summary>The calls made after an earlier count of the same meter; purposes without any are left out.</summary>
    public CallCounts Since(CallCounts earlier) => new(ByPurpose
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value - earlier.ByPurpose.GetValueOrDefault(pair.Key)))
        .Where(pair => pair.Value > 0)
        .ToImmutableSortedDictionary(StringComparer.Ordinal));
}
