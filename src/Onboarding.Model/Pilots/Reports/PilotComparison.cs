using Onboarding.Model.Statistics;

namespace Onboarding.Model.Pilots.Reports;

/// <summary>A figure of a pilot beside that of the baseline. A difference never comes without its interval.</summary>
public sealed record PilotComparison
{
    /// <summary>"time_to_value", "complete_within_target" or "satisfaction".</summary>
    public required string Key { get; init; }

    /// <summary>What is compared and how, in words.</summary>
    public required string Definition { get; init; }

    /// <summary>"days", "share" or "points".</summary>
    public required string Unit { get; init; }

    public required int Cases { get; init; }

    /// <summary>Customers of whom it is not known yet.</summary>
    public required int Waiting { get; init; }

    public required int BaselineCases { get; init; }

    /// <summary>Of the pilot; null of too few cases.</summary>
    public double? Value { get; init; }

    /// <summary>Of the baseline; null of too few cases.</summary>
    public double? BaselineValue { get; init; }

    /// <summary>The pilot less the baseline; null of too few cases on either side, or where there is no interval.</summary>
    public Difference? Difference { get; init; }

    /// <summary>The smallest true difference that as many cases would show four times out of five; null when none would.</summary>
    public double? SmallestShown { get; init; }

    /// <summary>What follows, and what does not, in a sentence.</summary>
    public required string Statement { get; init; }
}
