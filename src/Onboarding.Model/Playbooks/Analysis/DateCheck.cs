using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>
/// Whether the due dates of a plan can be known in time and fit each other and the SLAs of the stages.
/// </summary>
internal static class DateCheck
{
    public static IEnumerable<PlanFinding> Findings(PlaybookPlan plan) =>
    [
        .. Unknown(plan),
        .. Circles(plan),
        .. TooLate(plan),
        .. BeforeDependency(plan),
        .. SlaCheck.Findings(plan),
    ];

    /// <summary>
    /// Days as the calendar has them; business days are stretched by weekends (10 of them are 14 days).
    /// </summary>
    public static int CalendarDays(int days, DayUnit unit) =>
        unit == DayUnit.Calendar ? days : Math.Sign(days) * (int)Math.Ceiling(Math.Abs(days) * 7 / 5m);

    private static IEnumerable<(PlaybookPart Part, string Key, DueRule Due)> Dues(PlaybookPlan plan) =>
    [
        .. plan.Tasks.Select(task => (PlaybookPart.Task, task.Key, task.Due)),
        .. plan.Milestones.Select(milestone => (PlaybookPart.Milestone, milestone.Key, milestone.Target)),
    ];

    private static IEnumerable<PlanFinding> Unknown(PlaybookPlan plan) =>
        from one in Dues(plan)
        let isKnown = one.Due.Anchor switch
        {
            DueAnchor.Task => plan.Tasks.Any(task => task.Key == one.Due.Key),
            DueAnchor.Milestone => plan.Milestones.Any(milestone => milestone.Key == one.Due.Key),
            DueAnchor.Alert => plan.Alerts.Any(alert => alert.Key == one.Due.Key),
            DueAnchor.StageEntry => one.Due.Key is null
                ? one.Part == PlaybookPart.Task
                : plan.Stages.Any(stage => stage.Key == one.Due.Key),
            _ => true,
        }
        where !isKnown
        select PlanFinding.Error(plan, one.Part, one.Key,
            $"its date counts from {one.Due.Anchor} '{one.Due.Key}', which this plan does not have");

    // A task is done after what it waits for and a date is known after what it counts from, so both go into one walk.
    private static IEnumerable<PlanFinding> Circles(PlaybookPlan plan)
    {
        var tasks = plan.Tasks.ToDictionary(task => $"task {task.Key}", StringComparer.Ordinal);
        var dues = Dues(plan).ToDictionary(one => $"{Word(one.Part)} {one.Key}", one => one, StringComparer.Ordinal);
        IEnumerable<string> Next(string node)
        {
            string? from = AnchorNode(dues[node].Due);
            IEnumerable<string> waits = tasks.GetValueOrDefault(node)?.DependsOn.Select(key => $"task {key}") ?? [];
            return (from is null ? waits : waits.Append(from)).Where(dues.ContainsKey);
        }

        foreach (IReadOnlyList<string> circle in Circle.Find(dues.Keys, Next))
        {
            bool byDate = circle.Zip(circle.Skip(1)).Any(step => AnchorNode(dues[step.First].Due) == step.Second);
            if (byDate)
            {
                (PlaybookPart part, string key, _) = dues[circle[0]];
                yield return PlanFinding.Error(plan, part, key,
                    $"these dates count from each other and none can be known: {string.Join(" -> ", circle)}");
            }
        }
    }

    private static string? AnchorNode(DueRule due) => due.Anchor switch
    {
        DueAnchor.Task => $"task {due.Key}",
        DueAnchor.Milestone => $"milestone {due.Key}",
        _ => null,
    };

    private static string Word(PlaybookPart part) => part == PlaybookPart.Task ? "task" : "milestone";

    private static IEnumerable<PlanFinding> TooLate(PlaybookPlan plan)
    {
        ImmutableArray<string> order = [.. plan.Stages.Select(stage => stage.Key)];
        return
            from task in plan.Tasks
            where task.Due is { Anchor: DueAnchor.StageEntry, Key: not null }
                && order.IndexOf(task.Due.Key) > order.IndexOf(task.Stage)
            select PlanFinding.Warning(plan, PlaybookPart.Task, task.Key,
                $"its date counts from the entry of '{task.Due.Key}', which comes only when '{task.Stage}' is done");
    }

    private static IEnumerable<PlanFinding> BeforeDependency(PlaybookPlan plan)
    {
        var tasks = plan.Tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
        return
            from task in plan.Tasks
            from key in task.DependsOn
            let before = tasks.GetValueOrDefault(key)
            where before is not null && SameAnchor(task, before)
                && CalendarDays(before.Due.Offset, before.Due.Unit) > CalendarDays(task.Due.Offset, task.Due.Unit)
            select PlanFinding.Warning(plan, PlaybookPart.Task, task.Key,
                $"it is due before '{key}', for which it waits");
    }

    private static bool SameAnchor(TaskDefinition left, TaskDefinition right) =>
        left.Due.Anchor == right.Due.Anchor && AnchorKey(left) == AnchorKey(right);

    private static string? AnchorKey(TaskDefinition task) =>
        task.Due.Anchor == DueAnchor.StageEntry ? task.Due.Key ?? task.Stage : task.Due.Key;
}
