using System.Collections.Immutable;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Which call goes wrong, and how. Decided by the seed and the number of the call alone, so that a failing run can be
/// repeated exactly from its seed when calls are made in the same order.
/// </summary>
public sealed record GainsightFaults
{
    /// <summary>No faults.</summary>
    public static GainsightFaults None { get; } = new();

    /// <summary>Seed of the plan.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Share of calls that each fault falls on, from 0 to 1; together at most 1.</summary>
    public ImmutableSortedDictionary<GainsightFault, double> Shares { get; init; } =
        ImmutableSortedDictionary<GainsightFault, double>.Empty;

    /// <summary>Faults of single calls, by call number; the first call after the sandbox starts is 1.</summary>
    public ImmutableSortedDictionary<long, GainsightFault> Fixed { get; init; } =
        ImmutableSortedDictionary<long, GainsightFault>.Empty;

    /// <summary>The same share of calls for each of the faults.</summary>
    public static GainsightFaults Each(double share, long seed, params ReadOnlySpan<GainsightFault> faults) => new()
    {
        Seed = seed,
        Shares = faults.ToArray().ToImmutableSortedDictionary(fault => fault, _ => share),
    };

    /// <summary>One fault, on the call with this number.</summary>
    public GainsightFaults With(long call, GainsightFault fault) => this with { Fixed = Fixed.SetItem(call, fault) };

    /// <summary>The fault that falls on a call, or null.</summary>
    public GainsightFault? At(long call)
    {
        if (Fixed.TryGetValue(call, out var chosen))
        {
            return chosen;
        }

        var draw = SeededNumbers.Share(Seed, call);
        foreach (var (fault, share) in Shares)
        {
            if (draw < share)
            {
                return fault;
            }

            draw -= share;
        }

        return null;
    }

    /// <summary>
    /// Whether <see cref="GainsightFault.RecordsRefused"/> on this call strikes the record at this place.
    /// </summary>
    internal bool Refuses(long call, int record) => record == 0 || SeededNumbers.Share(Seed, call, record) < 0.5;

    internal GainsightFaults Checked() =>
        Shares.Values.All(share => share is >= 0 and <= 1) && Shares.Values.Sum() <= 1.0000001
            ? this
            : throw new InvalidOperationException("Shares of faults must lie in 0..1 and be at most 1 together.");
}
