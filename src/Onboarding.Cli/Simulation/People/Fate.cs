using System.Collections.Immutable;

using Onboarding.Cli.Demo.Scenes;

namespace Onboarding.Cli.Simulation.People;

/// <summary>
/// What goes wrong with one customer, in days since the onboarding began. It depends on the seed and the customer's
/// name and on nothing else.
/// </summary>
internal sealed record Fate
{
    private const double ChurnedShare = 0.05;
    private const double PostponedShare = 0.1;
    private const double BlockedShare = 0.25;
    private const double QuietShare = 0.15;

    /// <summary>When the customer gives up; null when they stay.</summary>
    public required int? ChurnsAfter { get; init; }

    /// <summary>When the kickoff is put off; null when it is held as planned.</summary>
    public required int? PostponesAfter { get; init; }

    /// <summary>By how many days.</summary>
    public required int PostponedBy { get; init; }

    /// <summary>What blocks it.</summary>
    public required ImmutableArray<Trouble> Troubles { get; init; }

    /// <summary>When the customer stops answering; null when they never do.</summary>
    public required int? QuietAfter { get; init; }

    /// <summary>When the sponsor at the customer is gone; null when they stay.</summary>
    public required int? SponsorLeavesAfter { get; init; }

    public static Fate Of(int seed, Customer customer)
    {
        int longest = customer.Tier == Scenario.SelfService ? 25 : customer.Tier == Scenario.TechTouch ? 50 : 80;
        bool Falls(string what, double share) => SeededDraw.Share(seed, customer.Name, what) < share;
        int Day(string what, int first, int last) =>
            first + SeededDraw.Below(last - first + 1, seed, customer.Name, what, "day");
        int blocked = Falls("blocked", BlockedShare) ? Falls("blocked twice", 0.3) ? 2 : 1 : 0;
        return new Fate
        {
            ChurnsAfter = Falls("churn", ChurnedShare) ? Day("churn", 5, longest) : null,
            PostponesAfter = Falls("postpone", PostponedShare) ? Day("postpone", 1, 5) : null,
            PostponedBy = Day("postponed by", 3, 12),
            Troubles = [.. Enumerable.Range(0, blocked).Select(number => Trouble.Of(seed, customer, number, longest))],
            QuietAfter = customer.Tier == Scenario.HighTouch && Falls("quiet", QuietShare)
                ? Day("quiet", 14, longest)
                : null,
            SponsorLeavesAfter = Falls("sponsor", 0.04) ? Day("sponsor", 3, longest) : null,
        };
    }
}
