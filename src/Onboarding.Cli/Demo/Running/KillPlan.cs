using System.Collections.Immutable;

namespace Onboarding.Cli.Demo.Running;

/// <summary>When the hub is killed, from the seed.</summary>
internal static class KillPlan
{
    /// <summary>Calls after which most rounds are over; a moment that does not come kills at the end of its round.</summary>
    private const int CallsMax = 14;

    private const int DelayMax = 25;

    /// <summary>In the order in which they come.</summary>
    public static ImmutableArray<KillMoment> Of(int seed, int kills, int rounds)
    {
        var random = new Random(unchecked(seed * 31_337));
        return
        [
            .. Enumerable.Range(0, kills)
                .Select(_ => new KillMoment(
                    random.Next(rounds),
                    // Every fifth comes while the round has hardly begun, outside of any call.
                    random.Next(5) == 0 ? 0 : random.Next(1, CallsMax + 1),
                    // Half of them strike while the call is answered, half some time after.
                    TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 0 : random.Next(DelayMax))))
                .OrderBy(moment => moment.Round)
                .ThenBy(moment => moment.Call),
        ];
    }
}
