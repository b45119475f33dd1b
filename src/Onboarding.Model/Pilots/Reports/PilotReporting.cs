using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Reactions;
using Onboarding.Model.Statistics;

namespace Onboarding.Model.Pilots.Reports;

/// <summary>
/// Compares a pilot with its baseline. Five to ten customers show little: so each comparison says by its interval what is
/// known, and by its power what could have been. Pure.
/// </summary>
public static class PilotReporting
{
    /// <summary>Median answer from which managers count as confident: the upper third of the scale.</summary>
    public const double ConfidentFrom = 7;

    /// <summary>The report as of a day.</summary>
    /// <param name="pilot">The pilot.</param>
    /// <param name="onboardings">The newest onboarding of each of its customers that has one.</param>
    /// <param name="today">The day in the workspace's calendar.</param>
    public static PilotReport Of(PilotState pilot, IReadOnlyList<OnboardingState> onboardings, DateOnly today)
    {
        PilotComparison value = TimeToValue(pilot, onboardings);
        return new PilotReport(
            [value, WithinTarget(pilot, onboardings, today), Satisfaction(pilot)],
            [Entered(pilot, onboardings), Critical(pilot), Confidence(pilot), OnTrack(value)]);
    }

    private static PilotComparison TimeToValue(PilotState pilot, IReadOnlyList<OnboardingState> onboardings)
    {
        Sample mine = Sample.Of(onboardings.Select(onboarding => onboarding.TimeToValueDays).OfType<int>());
        Sample known = pilot.Plan.Baseline.Figures.TimeToValue;
        return Days(
            "time_to_value", "days",
            "Whole days from closed-won to first value, of customers that have reached it; those still on the way are not "
            + "cases, so the figure flatters until all have. Medians; difference and interval by Hodges and Lehmann, 95 %.",
            mine, known, pilot.Plan.Customers.Length - mine.Cases);
    }

    private static PilotComparison Satisfaction(PilotState pilot) => Days(
        "satisfaction", "points",
        "Answers of customers from 0 to 10. Medians; difference and interval by Hodges and Lehmann, 95 %.",
        Sample.Of(pilot.Feedback.Where(answer => answer.ByCustomer).Select(answer => answer.Score)),
        pilot.Plan.Baseline.Figures.Satisfaction, waiting: 0);

    private static PilotComparison Days(string key, string unit, string definition, Sample mine, Sample known, int waiting)
    {
        // Without an interval a bare difference would be all there is, and that is never shown.
        Difference? difference = mine.Less(known) is { Interval: not null } shown ? shown : null;
        double? smallest = Power.SmallestShift(known, mine.Cases);
        return new PilotComparison
        {
            Key = key,
            Definition = definition,
            Unit = unit,
            Cases = mine.Cases,
            Waiting = waiting,
            BaselineCases = known.Cases,
            Value = mine.Median,
            BaselineValue = known.Median,
            Difference = difference,
            SmallestShown = smallest,
            Statement = Statement(mine.Cases, known.Cases, difference, smallest, unit, 1),
        };
    }

    private static PilotComparison WithinTarget(PilotState pilot, IReadOnlyList<OnboardingState> onboardings, DateOnly today)
    {
        // Only whose timeframe has passed: the quick ones alone would make any pilot a success.
        ImmutableArray<OnboardingState> due = [.. onboardings.Where(onboarding => TargetDay(pilot, onboarding) < today)];
        Proportion mine = Proportion.Of(due, onboarding => onboarding is { Phase: OnboardingPhase.Live, EndedAt: { } at }
            && onboarding.Start.Calendar.DayOf(at) <= TargetDay(pilot, onboarding));
        Proportion known = pilot.Plan.Baseline.Figures.WithinTarget;
        Difference? difference = mine.Less(known);
        double? smallest = Power.SmallestRise(known, mine.Cases);
        return new PilotComparison
        {
            Key = "complete_within_target",
            Definition = "Customers live within the target timeframe of their tier, counted from closed-won, of those whose "
                + "timeframe has passed. Interval of the difference by Newcombe, 95 %.",
            Unit = "share",
            Cases = mine.Cases,
            Waiting = pilot.Plan.Customers.Length - mine.Cases,
            BaselineCases = known.Cases,
            Value = mine.Share,
            BaselineValue = known.Share,
            Difference = difference,
            SmallestShown = smallest,
            Statement = Statement(mine.Cases, known.Cases, difference, smallest, "percentage points", 100),
        };
    }

    private static DateOnly TargetDay(PilotState pilot, OnboardingState onboarding) =>
        onboarding.Start.Calendar.DayOf(onboarding.Start.ClosedWonAt)
            .AddDays(pilot.Plan.Baseline.Targets.For(onboarding.Start.Tier));

    private static string Statement(
        int cases, int knownCases, Difference? difference, double? smallest, string unit, double scale)
    {
        string power = smallest is { } size
            ? $"So few cases show a difference of {Number(size * scale)} {unit} or more four times out of five; "
                + "a smaller one may go unseen."
            : "So few cases could show no difference at all.";
        return (cases, difference) switch
        {
            (0, _) => "No customer of the pilot tells anything yet.",
            (_, null) => $"Too few cases to compare: {cases} against {knownCases} of the baseline, and each side needs at least "
                + $"{Sampling.CasesMin}. {power}",
            (_, { Value: var value, Interval: { } interval }) =>
                $"{Number(value * scale)} {unit} against the baseline, with 95 % between {Number(interval.Low * scale)} and "
                + $"{Number(interval.High * scale)}: "
                + (interval.Low > 0 || interval.High < 0 ? "a difference. " : "no difference is shown. ") + power,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static PilotCriterion Entered(PilotState pilot, IReadOnlyList<OnboardingState> onboardings)
    {
        HashSet<string> entered = [.. onboardings.Select(onboarding => onboarding.Start.AccountKey)];
        ImmutableArray<string> missing =
            [.. pilot.Plan.Customers.Select(customer => customer.AccountKey).Where(key => !entered.Contains(key))];
        ImmutableArray<string> others =
        [
            // A variant without a manager, as of a tier that is served by mail alone, has nobody to be designated.
            .. onboardings.Where(onboarding => onboarding.Owners.TryGetValue(OnboardingReactions.CsmRole, out string? holder)
                && pilot.Plan.Csms.All(csm => !csm.Email.Equals(holder, StringComparison.OrdinalIgnoreCase)))
                .Select(onboarding => onboarding.Start.Title),
        ];
        return new PilotCriterion(
            "entered", missing.IsEmpty && others.IsEmpty ? CriterionState.Met : CriterionState.NotMet,
            $"{onboardings.Count} of {pilot.Plan.Customers.Length} customers have an onboarding"
            + (missing.IsEmpty ? "" : $"; missing: {string.Join(", ", missing)}")
            + (others.IsEmpty ? "" : $"; run by somebody who is not designated: {string.Join(", ", others)}") + ".");
    }

    private static PilotCriterion Critical(PilotState pilot)
    {
        ImmutableArray<string> open = [.. pilot.Issues.Where(issue => issue.IsCritical).Select(issue => issue.Key)];
        return new PilotCriterion(
            "no_critical_issue", open.IsEmpty ? CriterionState.Met : CriterionState.NotMet,
            open.IsEmpty ? "No blocking issue is open." : $"Blocking issues are open: {string.Join(", ", open)}.");
    }

    private static PilotCriterion Confidence(PilotState pilot)
    {
        // Of each manager the last word; with so few of them a median is a summary and no estimate.
        ImmutableArray<int> last =
        [
            .. pilot.Feedback.Where(answer => !answer.ByCustomer)
                .GroupBy(answer => answer.By, StringComparer.OrdinalIgnoreCase).Select(group => group.Last().Score).Order(),
        ];
        int silent = pilot.Plan.Csms.Count(csm => pilot.Feedback.All(answer =>
            answer.ByCustomer || !answer.By.Equals(csm.Email, StringComparison.OrdinalIgnoreCase)));
        if (last.IsEmpty || silent > 0)
        {
            return new PilotCriterion(
                "csm_confidence", CriterionState.NotShown,
                $"{silent} of {pilot.Plan.Csms.Length} designated managers have not answered.");
        }

        double median = (last[(last.Length - 1) / 2] + last[last.Length / 2]) / 2.0;
        return new PilotCriterion(
            "csm_confidence", median >= ConfidentFrom ? CriterionState.Met : CriterionState.NotMet,
            $"Median of {last.Length} managers: {Number(median)}; confident from {Number(ConfidentFrom)}.");
    }

    private static PilotCriterion OnTrack(PilotComparison value) => new(
        "time_to_value",
        value.Difference?.Interval switch
        {
            { High: < 0 } => CriterionState.Met,
            { Low: > 0 } => CriterionState.NotMet,
            _ => CriterionState.NotShown,
        },
        value.Statement);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
