using System.Text.Json.Serialization;

using Onboarding.Model.Conditions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Playbooks;

/// <summary>
/// What an alert looks at. Days are whole days in the customer's zone: a window of 7 days is today and the 6 days before
/// it, and "longer than 3 days" is from the fourth day after on.
/// </summary>
[JsonDerivedType(typeof(Signal), "signal")]
[JsonDerivedType(typeof(BlockerOpen), "blocker_open")]
[JsonDerivedType(typeof(BlockersRaised), "blockers_raised")]
[JsonDerivedType(typeof(MilestoneLate), "milestone_late")]
[JsonDerivedType(typeof(StageLate), "stage_late")]
[JsonDerivedType(typeof(InputOpen), "input_open")]
[JsonDerivedType(typeof(Fact), "fact")]
public abstract record AlertRule
{
    private AlertRule()
    {
    }

    /// <summary>A signal compares so with a threshold. A signal that was never reported says nothing.</summary>
    /// <param name="Kind">The signal.</param>
    /// <param name="Reading">What is taken from its reports.</param>
    /// <param name="OverDays">The window of an average or a count; 0 for the other readings.</param>
    /// <param name="Comparison">How; <see cref="Comparison.AtLeast"/> for spike and deviation.</param>
    /// <param name="Threshold">
    /// In the unit of the signal; for a count and a spike, reports; for a deviation, how many reports the 8 weeks must
    /// have for it to mean something.
    /// </param>
    /// <param name="ReportsMin">How many reports an average needs to mean something; 1 for the other readings.</param>
    public sealed record Signal(
        SignalKind Kind, SignalReading Reading, int OverDays, Comparison Comparison, decimal Threshold,
        int ReportsMin = 1) : AlertRule;

    /// <summary>A blocker is open for more than so many days.</summary>
    /// <param name="Kind">Only one of this kind; null: any.</param>
    /// <param name="Days">Calendar days.</param>
    public sealed record BlockerOpen(BlockerKind? Kind, int Days) : AlertRule;

    /// <summary>So many open blockers were raised in severity within so many days.</summary>
    public sealed record BlockersRaised(int AtLeast, int WithinDays) : AlertRule;

    /// <summary>A milestone is not reached more than so many calendar days after its target.</summary>
    public sealed record MilestoneLate(string Key, int Days) : AlertRule;

    /// <summary>The customer is in a stage more than so many calendar days after the end of its SLA.</summary>
    public sealed record StageLate(string Key, int Days) : AlertRule;

    /// <summary>An input is not verified; the alert says from which day on it must be.</summary>
    public sealed record InputOpen(string Key) : AlertRule;

    /// <summary>Fields of the account are so.</summary>
    public sealed record Fact(Condition Condition) : AlertRule;
}
