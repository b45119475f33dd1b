namespace Onboarding.Cli.Simulation.Figures;

/// <summary>What one month came to.</summary>
internal sealed record MonthFigures
{
    /// <summary>First day of the month; months count from the first day that is simulated.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Onboardings that were started.</summary>
    public required int Started { get; init; }

    public required int Live { get; init; }

    public required int Cancelled { get; init; }

    /// <summary>Onboardings under way at the end of the month.</summary>
    public required int Active { get; init; }

    /// <summary>Of those, the ones that have stalled.</summary>
    public required int Stalled { get; init; }

    /// <summary>Stages that were found past their SLA.</summary>
    public required int SlaBreaches { get; init; }

    /// <summary>Escalations that were raised.</summary>
    public required int Escalations { get; init; }

    /// <summary>Median days from closed-won to first value of those who reached it in the month, by tier.</summary>
    public required IReadOnlyDictionary<string, decimal> TimeToValueDays { get; init; }

    /// <summary>Part of the onboardings under way that have stalled; 0 where none is under way.</summary>
    public double StalledShare => Active == 0 ? 0 : Math.Round((double)Stalled / Active, 3);
}
