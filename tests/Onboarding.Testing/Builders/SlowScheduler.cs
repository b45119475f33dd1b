using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>
/// The days of an onboarding, computed anew from nothing but its events each time they are asked for: every rule from
/// its definition, every business day by walking the calendar day by day. Slow, and as plain as can be, to compare with.
/// </summary>
public sealed class SlowScheduler(OnboardingStart start)
{
    private readonly List<OnboardingEvent> _events = [];
    private readonly Dictionary<string, DateOnly?> _tasks = [];
    private readonly Dictionary<string, DateOnly?> _milestones = [];

    /// <summary>Days of the tasks that are there, by key.</summary>
    public IReadOnlyDictionary<string, DateOnly?> Tasks => _tasks;

    /// <summary>Days of the milestones that are there, by key.</summary>
    public IReadOnlyDictionary<string, DateOnly?> Milestones => _milestones;

    /// <summary>Takes in what was decided together, and schedules all that is not over.</summary>
    public void Take(IEnumerable<OnboardingEvent> decided)
    {
        foreach (OnboardingEvent happened in decided)
        {
            if (happened is OnboardingEvent.TaskCompleted or OnboardingEvent.TaskSkipped
                or OnboardingEvent.MilestoneAchieved)
            {
                // What ends now keeps the day that it has come to by now.
                Schedule();
            }

            _events.Add(happened);
        }

        Schedule();
    }

    private void Schedule()
    {
        if (_events.Count == 0)
        {
            return;
        }

        PlaybookPlan plan = _events.OfType<OnboardingEvent.Migrated>().LastOrDefault()?.Plan ?? start.Plan;
        Schedule(
            _tasks, plan.Tasks.Where(task => Here().Contains(task.Key)).Select(task => task.Key),
            key => ClosedAt(key) is not null,
            key => DayOf(plan.Tasks.Single(task => task.Key == key).Due, plan.Tasks.Single(task => task.Key == key).Stage));
        Schedule(
            _milestones, plan.Milestones.Select(milestone => milestone.Key), key => AchievedOn(key) is not null,
            key => DayOf(plan.Milestones.Single(milestone => milestone.Key == key).Target, null));
    }

    private static void Schedule(
        Dictionary<string, DateOnly?> days, IEnumerable<string> there, Func<string, bool> isOver,
        Func<string, DateOnly?> dayOf)
    {
        string[] keys = [.. there];
        foreach (string gone in days.Keys.Except(keys).ToArray())
        {
            days.Remove(gone);
        }

        foreach (string key in keys)
        {
            // What is over keeps the day that it had.
            days[key] = isOver(key) ? days.GetValueOrDefault(key) : dayOf(key);
        }
    }

    private DateOnly? DayOf(DueRule rule, string? ownStage)
    {
        DateOnly? anchor = rule.Anchor switch
        {
            DueAnchor.ClosedWon => LocalDay(start.ClosedWonAt),
            DueAnchor.Start => LocalDay(Started().At),
            DueAnchor.Kickoff => _events.OfType<OnboardingEvent.KickoffMoved>().LastOrDefault()?.On ?? start.KickoffOn,
            DueAnchor.StageEntry => EnteredAt(rule.Key ?? ownStage!) is { } entered ? LocalDay(entered) : null,
            DueAnchor.Task => Here().Contains(rule.Key!) && ClosedAt(rule.Key!) is { } closed ? LocalDay(closed) : null,
            DueAnchor.Alert => _events.OfType<OnboardingEvent.EscalationRaised>()
                .LastOrDefault(raised => raised.Cause == $"alert:{rule.Key}") is { } raised ? LocalDay(raised.At) : null,
            _ => AchievedOn(rule.Key!),
        };
        return anchor is { } day ? Walk(WithinTenYears(day), rule) : null;
    }

    private DateOnly Walk(DateOnly day, DueRule rule)
    {
        int step = rule.Offset < 0 ? -1 : 1;
        if (rule.Unit == DayUnit.Calendar)
        {
            for (int left = Math.Abs(rule.Offset); left > 0; left--)
            {
                day = day.AddDays(step);
            }

            return day;
        }

        int counted = 0;
        while (counted < Math.Abs(rule.Offset))
        {
            day = day.AddDays(step);
            counted += IsWorked(day) ? 1 : 0;
        }

        while (!IsWorked(day))
        {
            day = day.AddDays(step);
        }

        return day;
    }

    private bool IsWorked(DateOnly day) =>
        start.Calendar.WorkingDays.Any(weekday => weekday == day.DayOfWeek)
        && start.Calendar.Holidays.All(off => off != day);

    // A platform's way of saying "no day" is drawn in to 3,650 days around the start.
    private DateOnly WithinTenYears(DateOnly day)
    {
        int started = LocalDay(Started().At).DayNumber;
        return DateOnly.FromDayNumber(Math.Max(started - 3_650, Math.Min(started + 3_650, day.DayNumber)));
    }

    private DateOnly LocalDay(DateTimeOffset instant)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(start.Calendar.TimeZone);
        return DateOnly.FromDateTime((instant.UtcDateTime + zone.GetUtcOffset(instant.UtcDateTime)).Date);
    }

    private OnboardingEvent.Started Started() => _events.OfType<OnboardingEvent.Started>().Single();

    private ImmutableArray<string> Here()
    {
        ImmutableArray<string> here = [];
        foreach (OnboardingEvent happened in _events)
        {
            here = happened switch
            {
                OnboardingEvent.Started started => started.Tasks,
                OnboardingEvent.Migrated migrated => migrated.Tasks,
                OnboardingEvent.InterventionStarted started => [.. here, .. started.Tasks],
                _ => here,
            };
        }

        return here;
    }

    // Another revision may put a stage behind others, and then it is entered anew.
    private DateTimeOffset? EnteredAt(string stage)
    {
        DateTimeOffset? entered = null;
        bool passed = false;
        foreach (OnboardingEvent happened in _events)
        {
            switch (happened)
            {
                case OnboardingEvent.StageEntered one when one.Key == stage:
                    entered = one.At;
                    break;
                case OnboardingEvent.StageCompleted done when done.Key == stage:
                    passed = true;
                    break;
                case OnboardingEvent.Migrated migrated when !passed:
                    entered = IsFirstLeft(stage, migrated) ? entered : null;
                    break;
            }
        }

        return entered;
    }

    private bool IsFirstLeft(string stage, OnboardingEvent.Migrated migrated)
    {
        var passed = _events.TakeWhile(happened => happened != migrated).OfType<OnboardingEvent.StageCompleted>()
            .Select(done => done.Key)
            .ToHashSet();
        return migrated.Plan.Stages.First(known => !passed.Contains(known.Key)).Key == stage;
    }

    private DateTimeOffset? ClosedAt(string task) => _events
        .Select(happened => happened switch
        {
            OnboardingEvent.TaskCompleted done when done.Key == task => done.At,
            OnboardingEvent.TaskSkipped skipped when skipped.Key == task => skipped.At,
            _ => (DateTimeOffset?)null,
        })
        .LastOrDefault(at => at is not null);

    private DateOnly? AchievedOn(string milestone) => _events.OfType<OnboardingEvent.MilestoneAchieved>()
        .LastOrDefault(achieved => achieved.Key == milestone)?.On;
}
