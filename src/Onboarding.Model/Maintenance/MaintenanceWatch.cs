using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Onboardings;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Maintenance;

/// <summary>
/// The rules by which a running process is watched, each with its period, threshold and owner (requirements A18.1 to
/// A18.15, with ruling A23.1 and A23.2 for the two levels). Pure: a look back at one period.
/// </summary>
public sealed class MaintenanceWatch(
    IReadOnlyCollection<PortfolioEntry> onboardings, IReadOnlyCollection<HandoffEntry> handoffs, WorkspaceSettings settings,
    decimal? baselineDays)
{
    /// <summary>Fewer cases than this say nothing.</summary>
    public const int CasesMin = 5;

    private const decimal InTimeMin = 0.60m;
    private const decimal SegmentInTimeMin = 0.50m;
    private const decimal AboveBaselineFlag = 0.20m;
    private const decimal AboveBaselineReengage = 0.25m;
    private const decimal StalledMax = 0.15m;
    private const decimal MixShiftMax = 0.10m;
    private const decimal SkippedMax = 0.20m;
    private const decimal BlockedMax = 0.40m;
    private const decimal OneDayMax = 0.50m;
    private const decimal OutsideMax = 0.20m;
    private const decimal OneOffMax = 0.30m;
    private const int TasksMin = 10;

    // Who keeps the process; where a company has nobody in that role, who answers for it, down to who does the work.
    private static readonly ImmutableArray<string> s_owners = ["cs_ops", "csm_lead", "vp_cs", "csm"];

    /// <summary>What the rules of a period found, one finding for each, the most pressing first.</summary>
    /// <param name="period">The period, which has ended.</param>
    public ImmutableArray<ReviewFinding> Findings(ReviewPeriod period)
    {
        IEnumerable<ReviewFinding> findings = period.Months switch
        {
            1 => [InTime(period), .. Segments(period), TimeToValue(period), Stalled(), TaskAccuracy(period), Milestones(period)],
            3 =>
            [
                HandoffCompleteness(period), Mix(period), Afterwards(period), OneOff(period),
                Look("playbooks", "Which tasks, waits and messages do not fit any more? Ask the customer-success managers, and publish."),
                Look("new_product", "Was a product or major feature launched? Then work on journey, milestones and playbooks anew."),
                Look("milestone_definitions", "Do the milestones still stand for value? Confirm or correct their definitions."),
                Look("churn_of_onboarded", "How many of the customers onboarded so far have left, and when? Import them into an audit."),
            ],
            _ =>
            [
                Look(
                    "framework",
                    "Hold tiers, playbooks and touchpoints against the objectives; consider in-app guidance and product analytics."),
            ],
        };
        return [.. findings.OrderByDescending(finding => finding.Level).ThenBy(finding => finding.Rule, StringComparer.Ordinal)];
    }

    private ReviewFinding InTime(ReviewPeriod period) => Share(
        "completion_in_time",
        DueIn(period),
        entry => entry.IsInTime,
        InTimeMin,
        FindingLevel.RedFlag,
        "of the onboardings whose last target day lay in the period had reached all milestones by it");

    private IEnumerable<ReviewFinding> Segments(ReviewPeriod period) => DueIn(period)
        .GroupBy(entry => entry.Tier, StringComparer.Ordinal)
        .OrderBy(tier => tier.Key, StringComparer.Ordinal)
        .Select(tier => Share(
            $"completion_in_time:{tier.Key}", [.. tier], entry => entry.IsInTime, SegmentInTimeMin, FindingLevel.Reengage,
            $"of the onboardings of tier {tier.Key} whose last target day lay in the period had reached all milestones by it"));

    private ReviewFinding TimeToValue(ReviewPeriod period)
    {
        const string Rule = "time_to_value";
        (decimal Above, ImmutableArray<PortfolioEntry> Cases)? now = AboveBaseline(period);
        if (now is not { } measured)
        {
            int cases = ReachedIn(period).Length;
            return NotMeasured(Rule, cases, baselineDays is null
                ? "there is no baseline; make an audit of the time before"
                : $"{cases} customers reached first value in the period, and {CasesMin} are needed");
        }

        bool twice = measured.Above > AboveBaselineReengage && AboveBaseline(period.Before)?.Above > AboveBaselineReengage;
        FindingLevel level = twice ? FindingLevel.Reengage
            : measured.Above > AboveBaselineFlag ? FindingLevel.RedFlag
            : FindingLevel.Sound;
        return Of(Rule, level, measured.Cases.Length) with
        {
            Figure = measured.Above,
            Words = $"Time to value was {Percent(measured.Above)} {(measured.Above < 0 ? "below" : "above")} the baseline of "
                + $"{Number(baselineDays!.Value)} days, over {measured.Cases.Length} customers; a red flag above "
                + $"{Percent(AboveBaselineFlag)}, work on the process itself above {Percent(AboveBaselineReengage)} in two months running.",
            Evidence = Named(measured.Cases
                .OrderByDescending(entry => entry.TimeToValueDays)
                .Select(entry => $"{entry.Title}: {entry.TimeToValueDays} days")),
        };
    }

    private ReviewFinding Stalled()
    {
        ImmutableArray<PortfolioEntry> active = [.. onboardings.Where(entry => entry.Phase == OnboardingPhase.Active)];
        return Share(
            "stalled_share", active, entry => entry.IsStalled, StalledMax, FindingLevel.RedFlag,
            "of the active onboardings are stalled", isCeiling: true);
    }

    private ReviewFinding TaskAccuracy(ReviewPeriod period)
    {
        const string Rule = "task_accuracy";
        int running = onboardings.Count(entry => entry.StartedOn <= period.Last);
        if (running < CasesMin)
        {
            return NotMeasured(Rule, running, $"{running} onboardings have run, and {CasesMin} are needed");
        }

        ImmutableArray<(string Title, int Times)> skipped =
        [
            .. onboardings
                .SelectMany(entry => entry.Skipped.Where(task => period.Holds(task.On)))
                .GroupBy(task => task.Title, StringComparer.Ordinal)
                .Select(task => (task.Key, task.Count()))
                .Where(task => task.Item2 > SkippedMax * running)
                .OrderByDescending(task => task.Item2).ThenBy(task => task.Key, StringComparer.Ordinal),
        ];
        return Of(Rule, skipped.IsEmpty ? FindingLevel.Sound : FindingLevel.RedFlag, running) with
        {
            Figure = skipped.Length,
            Words = $"{skipped.Length} tasks were skipped in more than {Percent(SkippedMax)} of {running} onboardings: what "
                + "customer success does not do is outdated or does not belong there.",
            Evidence = Named(skipped.Select(task => $"{task.Title}: skipped {task.Times} times")),
        };
    }

    private ReviewFinding Milestones(ReviewPeriod period)
    {
        ImmutableArray<(string Title, DateOnly? On)> due =
        [
            .. onboardings
                .Where(entry => entry.Phase != OnboardingPhase.Cancelled)
                .SelectMany(entry => entry.Milestones
                    .Where(milestone => period.Holds(milestone.TargetOn))
                    .Select(milestone => (entry.Title, milestone.AchievedOn <= milestone.TargetOn ? milestone.AchievedOn : null))),
        ];
        return Share(
            "milestones_in_time", due, milestone => milestone.On is not null, InTimeMin, FindingLevel.RedFlag,
            "of the milestones with a target day in the period were reached by it", milestone => milestone.Title);
    }

    private ReviewFinding HandoffCompleteness(ReviewPeriod period)
    {
        ImmutableArray<HandoffEntry> asked =
            [.. handoffs.Where(handoff => period.Holds(settings.Calendar.DayOf(handoff.RequestedAt)))];
        return Share(
            "handoff_completeness", asked, handoff => handoff.WasBlocked, BlockedMax, FindingLevel.RedFlag,
            "of the deals handed over lacked a mandatory field at first; tighten the validation where it is above",
            handoff => handoff.Missing.IsEmpty ? handoff.Deal : $"{handoff.Deal}: {string.Join(", ", handoff.Missing)} still missing",
            isCeiling: true);
    }

    // Nobody does most of an onboarding in one day: it was done elsewhere and ticked off here.
    private ReviewFinding Afterwards(ReviewPeriod period) => Share(
        "work_outside",
        [.. StartedIn(period).Where(entry => entry.TasksCompleted >= TasksMin)],
        entry => entry.CompletedOnOneDay > OneDayMax * entry.TasksCompleted,
        OutsideMax, FindingLevel.RedFlag,
        "of the onboardings that began in the period had most of their tasks completed on a single day, as work that was done "
            + "outside of the tracked systems is", isCeiling: true);

    private ReviewFinding OneOff(ReviewPeriod period) => Share(
        "one_off_onboardings",
        StartedIn(period),
        entry => entry.IsOnItsOwn || entry.Skipped.Length > SkippedMax * entry.Tasks,
        OneOffMax, FindingLevel.RedFlag,
        "of the onboardings that began in the period were made for one customer: much of the playbook skipped, or a plan of "
            + "their own", isCeiling: true);

    private ReviewFinding Mix(ReviewPeriod period)
    {
        const string Rule = "segment_mix";
        ImmutableArray<PortfolioEntry> now = StartedIn(period);
        ImmutableArray<PortfolioEntry> before = StartedIn(period.Before);
        if (now.Length < CasesMin || before.Length < CasesMin)
        {
            return NotMeasured(
                Rule, now.Length, $"{before.Length} and {now.Length} onboardings began in the quarters, and {CasesMin} are needed in each");
        }

        (string Tier, decimal Shift)[] shifts =
        [
            .. now.Concat(before).Select(entry => entry.Tier).Distinct(StringComparer.Ordinal)
                .Select(tier => (tier, ShareOf(now, tier) - ShareOf(before, tier)))
                .OrderByDescending(shift => Math.Abs(shift.Item2)).ThenBy(shift => shift.tier, StringComparer.Ordinal),
        ];
        decimal largest = Math.Abs(shifts[0].Shift);
        return Of(Rule, largest > MixShiftMax ? FindingLevel.Reengage : FindingLevel.Sound, now.Length) with
        {
            Figure = largest,
            Words = $"The share of a tier among new onboardings moved by at most {Percent(largest)} against the quarter before; "
                + $"do the tiers still fit above {Percent(MixShiftMax)}?",
            Evidence = Named(shifts.Select(shift => $"{shift.Tier}: {(shift.Shift < 0 ? "-" : "+")}{Percent(Math.Abs(shift.Shift))}")),
        };
    }

    private ReviewFinding Look(string rule, string words) => Of(rule, FindingLevel.Due, 0) with { Words = words };

    private ReviewFinding NotMeasured(string rule, int cases, string why) =>
        Of(rule, FindingLevel.NotMeasured, cases) with { Words = $"Not measured: {why}." };

    private ReviewFinding Share(
        string rule, ImmutableArray<PortfolioEntry> cases, Func<PortfolioEntry, bool> counts, decimal threshold,
        FindingLevel beyond, string what, bool isCeiling = false) =>
        Share(rule, cases, counts, threshold, beyond, what, entry => entry.Title, isCeiling);

    private ReviewFinding Share<T>(
        string rule, ImmutableArray<T> cases, Func<T, bool> counts, decimal threshold, FindingLevel beyond, string what,
        Func<T, string> name, bool isCeiling = false)
    {
        if (cases.Length < CasesMin)
        {
            return NotMeasured(rule, cases.Length, $"there are {cases.Length} cases in the period, and {CasesMin} are needed");
        }

        decimal share = (decimal)cases.Count(counts) / cases.Length;
        bool isBeyond = isCeiling ? share > threshold : share < threshold;
        return Of(rule, isBeyond ? beyond : FindingLevel.Sound, cases.Length) with
        {
            Figure = share,
            Words = $"{Percent(share)} {what} ({cases.Count(counts)} of {cases.Length}); "
                + $"the threshold is {(isCeiling ? "at most" : "at least")} {Percent(threshold)}.",
            Evidence = Named(cases.Where(one => counts(one) == isCeiling).Select(name).Order(StringComparer.Ordinal)),
        };
    }

    private ReviewFinding Of(string rule, FindingLevel level, int cases) => new()
    {
        Rule = rule,
        Level = level,
        Words = "",
        Cases = cases,
        Owner = s_owners.Select(role => settings.Roles.FirstOrDefault(held => held.Role == role)?.People[0])
            .FirstOrDefault(person => person is not null) ?? "",
    };

    private (decimal Above, ImmutableArray<PortfolioEntry> Cases)? AboveBaseline(ReviewPeriod period)
    {
        ImmutableArray<PortfolioEntry> reached = ReachedIn(period);
        return baselineDays is { } days and > 0 && reached.Length >= CasesMin
            ? (((decimal)reached.Average(entry => entry.TimeToValueDays!.Value) / days) - 1, reached)
            : null;
    }

    private ImmutableArray<PortfolioEntry> ReachedIn(ReviewPeriod period) =>
        [.. onboardings.Where(entry => entry.TimeToValueDays is not null && period.Holds(entry.FirstValueOn))];

    private ImmutableArray<PortfolioEntry> StartedIn(ReviewPeriod period) =>
        [.. onboardings.Where(entry => period.Holds(entry.StartedOn))];

    private ImmutableArray<PortfolioEntry> DueIn(ReviewPeriod period) =>
        [.. onboardings.Where(entry => entry.Phase != OnboardingPhase.Cancelled && period.Holds(entry.TargetOn))];

    private static decimal ShareOf(ImmutableArray<PortfolioEntry> entries, string tier) =>
        (decimal)entries.Count(entry => entry.Tier == tier) / entries.Length;

    private static ImmutableArray<string> Named(IEnumerable<string> names) => [.. names.Take(ReviewFinding.EvidenceMax)];

    private static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(share) * 100:0.#} %");

    private static string Number(decimal value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
