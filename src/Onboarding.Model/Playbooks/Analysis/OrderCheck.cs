using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>
/// Whether the tasks of a plan can all be done: no circle of dependencies, none on a stage that comes later.
/// </summary>
internal static class OrderCheck
{
    public static IEnumerable<PlanFinding> Findings(PlaybookPlan plan)
    {
        Dictionary<string, TaskDefinition> tasks = plan.Tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
        foreach (PlanFinding finding in Circles(plan, tasks).Concat(LaterStages(plan, tasks)))
        {
            yield return finding;
        }

        foreach (StageDefinition stage in plan.Stages.Where(stage => plan.Tasks.All(task => task.Stage != stage.Key)))
        {
            if (stage.GateInputs.IsEmpty && stage.GateMilestones.IsEmpty)
            {
                yield return PlanFinding.Warning(plan, PlaybookPart.Stage, stage.Key,
                    "it has no task and no gate, so it is left in the moment it is entered");
            }
        }
    }

    private static IEnumerable<PlanFinding> Circles(PlaybookPlan plan, Dictionary<string, TaskDefinition> tasks)
    {
        foreach (IReadOnlyList<string> circle in Circle.Find(
            plan.Tasks.Select(task => task.Key), key => tasks[key].DependsOn.Where(tasks.ContainsKey)))
        {
            yield return PlanFinding.Error(plan, PlaybookPart.Task, circle[0],
                $"these tasks wait for each other and none can begin: {string.Join(" -> ", circle)}");
        }
    }

    private static IEnumerable<PlanFinding> LaterStages(PlaybookPlan plan, Dictionary<string, TaskDefinition> tasks)
    {
        Dictionary<string, int> order = plan.Stages.Select((stage, at) => (stage.Key, at))
            .ToDictionary(pair => pair.Key, pair => pair.at, StringComparer.Ordinal);
        foreach (TaskDefinition task in plan.Tasks)
        {
            if (!order.TryGetValue(task.Stage, out int own))
            {
                yield return PlanFinding.Error(plan, PlaybookPart.Task, task.Key, $"there is no stage '{task.Stage}'");
                continue;
            }

            foreach (string key in task.DependsOn)
            {
                if (!tasks.TryGetValue(key, out TaskDefinition? before))
                {
                    yield return PlanFinding.Error(plan, PlaybookPart.Task, task.Key,
                        $"it waits for '{key}', which is no task");
                }
                else if (order.GetValueOrDefault(before.Stage, -1) > own)
                {
                    yield return PlanFinding.Error(plan, PlaybookPart.Task, task.Key,
                        $"it waits for '{key}' of the later stage '{before.Stage}', which is entered only when "
                        + $"'{task.Stage}' is done");
                }
            }
        }
    }
}
