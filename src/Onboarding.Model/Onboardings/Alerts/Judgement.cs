using System.Diagnostics;

using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Onboardings.Alerts;

/// <summary>
/// Whether an alert holds on a day, by what is known now. Where nothing was ever reported it does not, and costs next
/// to nothing.
/// </summary>
internal sealed class Judgement
{
    private readonly OnboardingState _state;
    private readonly AlertDefinition _alert;
    private readonly SignalDays? _days;
    private readonly bool _idle;

    private Judgement(OnboardingState state, AlertDefinition alert)
    {
        (_state, _alert) = (state, alert);
        SignalSeries? series = alert.Rule is AlertRule.Signal signal ? state.Series(signal.Kind) : null;
        _days = series is null ? null : new SignalDays(series, state.Start.Calendar);
        _idle = (alert.Rule is AlertRule.Signal && series is null) || !InStage();
    }

    public static Judgement Of(OnboardingState state, AlertDefinition alert) => new(state, alert);

    public bool Holds(DateOnly day) => !_idle && (_alert.From is not { } from || !IsBefore(day, from))
        && (_alert.Until is not { } until || IsBefore(day, until)) && RuleHolds(day);

    /// <summary>Days on which the passing of time alone may change the answer, in any order.</summary>
    public IEnumerable<DateOnly> Edges() => _idle
        ? []
        : [.. new[] { DayOf(_alert.From), DayOf(_alert.Until) }.OfType<DateOnly>(), .. RuleEdges()];

    /// <summary>What is found on a day, with value, threshold and window.</summary>
    public string InWords(DateOnly day) => _alert.Rule switch
    {
        AlertRule.Signal rule => _days!.InWords(rule, day),
        AlertRule.BlockerOpen rule => Open(rule).Where(blocker => IsPast(blocker.RaisedAt, rule.Days, day))
            .Select(blocker => $"blocker {blocker.Key} of {blocker.Owner} ({blocker.Description}) is open since "
                + $"{DayOf(blocker.RaisedAt):yyyy-MM-dd}, longer than {rule.Days} days").First(),
        AlertRule.BlockersRaised rule => $"{Raised(rule, day)} open blockers were raised in severity within "
            + $"{rule.WithinDays} days, at least {rule.AtLeast}",
        AlertRule.MilestoneLate rule => $"milestone {rule.Key} was to be reached by "
            + $"{_state.Milestone(rule.Key)!.TargetOn:yyyy-MM-dd} and is late by more than {rule.Days} days",
        AlertRule.StageLate rule => $"stage {rule.Key} was to be passed by {_state.CurrentStage.SlaDueOn:yyyy-MM-dd} "
            + $"and is late by more than {rule.Days} days",
        AlertRule.InputOpen rule => _state.Input(rule.Key) is { } input
            ? $"input {rule.Key} of {input.Owner} is {input.Phase.ToString().ToLowerInvariant()} and was to be verified before "
                + $"{DayOf(_alert.From):yyyy-MM-dd}"
            : throw new UnreachableException(),
        AlertRule.Fact rule => rule.Condition.Evaluate(_state.Facts).ToString(),
        _ => throw new UnreachableException(),
    };

    private bool RuleHolds(DateOnly day) => _alert.Rule switch
    {
        AlertRule.Signal rule => _days!.Holds(rule, day),
        AlertRule.BlockerOpen rule => Open(rule).Any(blocker => IsPast(blocker.RaisedAt, rule.Days, day)),
        AlertRule.BlockersRaised rule => Raised(rule, day) >= rule.AtLeast,
        AlertRule.MilestoneLate rule => _state.Milestone(rule.Key) is { AchievedOn: null, TargetOn: { } target }
            && target.AddDays(rule.Days) < day,
        AlertRule.StageLate rule => Present(rule.Key)?.SlaDueOn is { } due && due.AddDays(rule.Days) < day,
        AlertRule.InputOpen rule => _state.Input(rule.Key) is { Phase: not InputPhase.Verified },
        AlertRule.Fact rule => rule.Condition.Evaluate(_state.Facts).Holds,
        _ => throw new UnreachableException(),
    };

    private IEnumerable<DateOnly> RuleEdges() => _alert.Rule switch
    {
        AlertRule.Signal rule => _days!.Edges(rule),
        AlertRule.BlockerOpen rule => Open(rule).Select(blocker => DayOf(blocker.RaisedAt).AddDays(rule.Days + 1)),
        AlertRule.BlockersRaised rule => _state.Blockers
            .Where(blocker => blocker is { ResolvedAt: null, SeverityRaisedAt: not null })
            .Select(blocker => DayOf(blocker.SeverityRaisedAt!.Value).AddDays(rule.WithinDays)),
        AlertRule.MilestoneLate rule => _state.Milestone(rule.Key) is { AchievedOn: null, TargetOn: { } target }
            ? [target.AddDays(rule.Days + 1)]
            : [],
        AlertRule.StageLate rule => Present(rule.Key)?.SlaDueOn is { } due ? [due.AddDays(rule.Days + 1)] : [],
        // What changes by time alone is only from when it is looked at.
        AlertRule.InputOpen or AlertRule.Fact => [],
        _ => throw new UnreachableException(),
    };

    private bool InStage() => _alert.InStages.IsEmpty
        || (_state.CurrentStage is { CompletedAt: null } stage
            && _alert.InStages.Contains(stage.Key, StringComparer.Ordinal));

    private StageState? Present(string key) =>
        _state.CurrentStage is { CompletedAt: null } stage && stage.Key == key ? stage : null;

    private IEnumerable<BlockerState> Open(AlertRule.BlockerOpen rule) => _state.Blockers.Where(
        blocker => blocker.ResolvedAt is null && (rule.Kind is null || blocker.Kind == rule.Kind));

    private int Raised(AlertRule.BlockersRaised rule, DateOnly day) => _state.Blockers.Count(
        blocker => blocker is { ResolvedAt: null, SeverityRaisedAt: { } at }
            && DayOf(at).AddDays(rule.WithinDays) > day);

    private bool IsPast(DateTimeOffset since, int days, DateOnly day) => DayOf(since).AddDays(days) < day;

    // A day that counts from what has not happened has not come.
    private bool IsBefore(DateOnly day, DueRule rule) => DayOf(rule) is not { } on || day < on;

    private DateOnly? DayOf(DueRule? rule) => rule is null ? null : OnboardingTimes.DayOf(_state, rule, null);

    private DateOnly DayOf(DateTimeOffset instant) => _state.Start.Calendar.DayOf(instant);
}
