using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Whether a stage's SLA leaves room for the work that its own dates plan.</summary>
internal static class SlaCheck
{
    public static IEnumerable<PlanFinding> Findings(PlaybookPlan plan)
    {
        for (int at = 0; at < plan.Stages.Length; at++)
        {
            StageDefinition stage = plan.Stages[at];
            int sla = DateCheck.CalendarDays(stage.SlaDays, stage.SlaUnit);
            List<TaskDefinition> tasks = [.. plan.Tasks.Where(task => task.Stage == stage.Key)];
            int longest = Math.Max(LongestChain(stage, tasks), PlannedStay(plan, at, tasks));
            if (longest > sla)
            {
                yield return PlanFinding.Warning(plan, PlaybookPart.Stage, stage.Key,
                    $"its SLA is {sla} calendar days, and the dates of its tasks take {longest}");
            }
        }
    }

    // The last due day after stage entry, following dates that count from one another within the stage.
    private static int LongestChain(StageDefinition stage, List<TaskDefinition> tasks)
    {
        var byKey = tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
        return tasks.Select(task => AfterEntry(task, stage, byKey) ?? 0).DefaultIfEmpty().Max();
    }

    private static int? AfterEntry(TaskDefinition task, StageDefinition stage, Dictionary<string, TaskDefinition> byKey)
    {
        int days = 0;
        TaskDefinition? at = task;
        // A circle of dates is an error of its own; here it only must not go on for ever.
        for (int step = 0; at is not null && step <= byKey.Count; step++)
        {
            days += DateCheck.CalendarDays(at.Due.Offset, at.Due.Unit);
            switch (at.Due.Anchor)
            {
                case DueAnchor.StageEntry:
                    return at.Due.Key is null || at.Due.Key == stage.Key ? days : null;
                case DueAnchor.Task:
                    at = byKey.GetValueOrDefault(at.Due.Key ?? "");
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // For dates that count from closed-won, start or kickoff: the stage is entered about when the ones before it are
    // due, so its stay reaches from their last date to its own last date.
    private static int PlannedStay(PlaybookPlan plan, int at, List<TaskDefinition> tasks)
    {
        HashSet<string> earlier = [.. plan.Stages.Take(at).Select(stage => stage.Key)];
        int longest = 0;
        foreach (DueAnchor anchor in new[] { DueAnchor.ClosedWon, DueAnchor.Start, DueAnchor.Kickoff })
        {
            if (LastDay(tasks, anchor) is { } own
                && (LastDay(plan.Tasks.Where(task => earlier.Contains(task.Stage)), anchor)
                    ?? FirstDay(tasks, anchor)) is { } entered)
            {
                longest = Math.Max(longest, own - entered);
            }
        }

        return longest;
    }

    private static int? LastDay(IEnumerable<TaskDefinition> tasks, DueAnchor anchor) => Days(tasks, anchor).Max();

    private static int? FirstDay(IEnumerable<TaskDefinition> tasks, DueAnchor anchor) => Days(tasks, anchor).Min();

    private static IEnumerable<int?> Days(IEnumerable<TaskDefinition> tasks, DueAnchor anchor) =>
        tasks.Where(task => task.Due.Anchor == anchor)
            .Select(task => (int?)DateCheck.CalendarDays(task.Due.Offset, task.Due.Unit));
}
