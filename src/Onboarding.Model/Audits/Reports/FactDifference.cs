using System.Text.Json.Serialization;

using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>By how many days accounts with a fact take longer to first value than similar accounts without it.</summary>
/// <param name="Tier">Tier of all accounts compared.</param>
/// <param name="Segment">Segment of all accounts compared.</param>
/// <param name="Fact">Name of the fact, such as "complexity" or "handoff.goals".</param>
/// <param name="Value">What it holds, such as "high" or "missing".</param>
/// <param name="With">Accounts of which it holds.</param>
/// <param name="Without">Accounts of which it does not, but which have another value of the fact.</param>
/// <param name="MedianWith">Median time-to-value of those, in days.</param>
/// <param name="MedianWithout">Median time-to-value of the others, in days.</param>
/// <param name="Days">The difference; above 0 when accounts with the fact take longer.</param>
public sealed record FactDifference(
    string Tier, string Segment, string Fact, string Value, int With, int Without, double MedianWith, double MedianWithout,
    Difference Days)
{
    /// <summary>Whether the interval leaves chance out; never where there is none.</summary>
    [JsonIgnore]
    public bool IsClear => Days.Interval is { } interval && (interval.Low > 0 || interval.High < 0);
}
