using System.Collections.Immutable;

namespace Onboarding.Cli.Demo.Scenes;

/// <summary>One customer of the scenario and what will happen with it. Decided before the first day.</summary>
internal sealed record Customer
{
    public required string Name { get; init; }

    /// <summary>Key of the tier that the workspace's rules will find.</summary>
    public required string Tier { get; init; }

    public required decimal AnnualRecurringRevenue { get; init; }

    public required string Complexity { get; init; }

    public required string Path { get; init; }

    public required string Industry { get; init; }

    public required int Employees { get; init; }

    public required string Website { get; init; }

    public required ImmutableArray<Stakeholder> Stakeholders { get; init; }

    /// <summary>Mail address of the account executive.</summary>
    public required string SoldBy { get; init; }

    /// <summary>Day on which the account and its deal are entered in the CRM.</summary>
    public required int EnteredOn { get; init; }

    /// <summary>Day on which the deal is closed-won.</summary>
    public required int ClosedOn { get; init; }

    /// <summary>Mandatory handoff fields, by their names in the hub, that sales leaves empty at first.</summary>
    public required ImmutableArray<string> LeftOut { get; init; }

    /// <summary>Days from the close after which sales fills in what it is told to be missing.</summary>
    public required int MendsAfter { get; init; }

    /// <summary>Mail address of the person whom sales tries to name as CS owner too early; null when nobody tries.</summary>
    public required string? EarlyCsOwner { get; init; }

    /// <summary>Part of the planned time that the work takes.</summary>
    public required double Pace { get; init; }

    /// <summary>Day since the beginning of the onboarding on which all work stops; null when it never does.</summary>
    public required int? StallsAfter { get; init; }

    /// <summary>How long it stops, in days.</summary>
    public const int StallDays = 21;

    public required Outcomes Outcomes { get; init; }

    public string DealName => $"{Name} - subscription";

    /// <summary>Whether all work stands still on a day, for an onboarding that began on another.</summary>
    public bool IsStalled(int began, int day) =>
        StallsAfter is { } after && day >= began + after && day < began + after + StallDays;

    /// <summary>Days of progress on a day, for an onboarding that began on another.</summary>
    public int ProgressOn(int began, int day)
    {
        int stalled = StallsAfter is { } after ? Math.Clamp(day - began - after, 0, StallDays) : 0;
        return day - began - stalled;
    }
}
