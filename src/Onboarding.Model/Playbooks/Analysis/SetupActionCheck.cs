using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Whether the set-up actions of a plan can all be asked for, and only once what they rest on is verified.</summary>
internal static class SetupActionCheck
{
    public static IEnumerable<PlanFinding> Findings(PlaybookPlan plan) =>
    [
        .. Unknown(plan),
        .. Circles(plan),
        .. Doubled(plan),
        .. Unready(plan),
        .. Tightened(plan),
        .. plan.SetupActions.SelectMany(action => action.SendInputs
            .Except(action.NeedsInputs, StringComparer.Ordinal)
            .Select(key => Error(
                plan, action, $"it sends the input '{key}' without needing it, so it might be sent unverified"))),
        .. plan.SetupActions.Where(action => action.ConfirmDays < 1).Select(action => Error(
            plan, action, "it has no time in which it must be confirmed, so nobody would see that it never is")),
    ];

    private static IEnumerable<PlanFinding> Unknown(PlaybookPlan plan) =>
        from action in plan.SetupActions
        from known in new (string What, IEnumerable<string?> Named, IEnumerable<string> There)[]
        {
            ("stage", [action.Stage], plan.Stages.Select(stage => stage.Key)),
            ("set-up action", action.After, plan.SetupActions.Select(one => one.Key)),
            ("task", action.AfterTasks.Append(action.Completes), plan.Tasks.Select(task => task.Key)),
            ("input", action.NeedsInputs, plan.Inputs.Select(input => input.Key)),
            ("milestone", action.NeedsMilestones, plan.Milestones.Select(milestone => milestone.Key)),
        }
        from key in known.Named.OfType<string>().Except(known.There, StringComparer.Ordinal)
        select Error(plan, action, $"it names '{key}', which is no {known.What}");

    // A task that an action completes is done by it, so what waits for the task waits for the action.
    private static IEnumerable<PlanFinding> Circles(PlaybookPlan plan)
    {
        var next = plan.Tasks.ToDictionary(
            task => Task(task.Key),
            task => (IEnumerable<string>)
            [
                .. task.DependsOn.Select(Task),
                .. plan.SetupActions.Where(action => action.Completes == task.Key).Select(action => Action(action.Key)),
            ],
            StringComparer.Ordinal);
        foreach (SetupActionDefinition action in plan.SetupActions)
        {
            next[Action(action.Key)] = [.. action.After.Select(Action), .. action.AfterTasks.Select(Task)];
        }

        // Circles of tasks alone are OrderCheck's to tell.
        return Circle.Find(next.Keys, node => next[node].Where(next.ContainsKey))
            .Select(circle => (
                Circle: circle,
                First: circle.FirstOrDefault(node => node.StartsWith("set-up", StringComparison.Ordinal))))
            .Where(found => found.First is not null)
            .Select(found => PlanFinding.Error(
                plan, PlaybookPart.SetupAction, found.First!["set-up action ".Length..],
                $"these wait for each other and none can be done: {string.Join(" -> ", found.Circle)}"));
    }

    private static IEnumerable<PlanFinding> Doubled(PlaybookPlan plan) =>
        from action in plan.SetupActions
        where action.Completes is not null
            && plan.SetupActions.First(one => one.Completes == action.Completes) != action
        select Error(plan, action, $"another set-up action completes the task '{action.Completes}' already");

    /// <summary>Nothing is to be created anywhere before something that it rests on was verified (requirement A7.3).</summary>
    private static IEnumerable<PlanFinding> Unready(PlaybookPlan plan) =>
        from action in plan.SetupActions
        where !RestsOnInput(plan, action)
        select PlanFinding.Warning(plan, PlaybookPart.SetupAction, action.Key,
            "it waits for no input, directly or by way of others, so it is asked for before anything was verified");

    private static bool RestsOnInput(PlaybookPlan plan, SetupActionDefinition from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>([Action(from.Key)]);
        while (left.TryDequeue(out string? node))
        {
            SetupActionDefinition? action = plan.SetupActions.FirstOrDefault(one => Action(one.Key) == node);
            TaskDefinition? task = plan.Tasks.FirstOrDefault(one => Task(one.Key) == node);
            if (action is { NeedsInputs.IsEmpty: false } || task is { NeedsInputs.IsEmpty: false }
                || plan.Stages.TakeWhile(stage => stage.Key != action?.Stage)
                    .Any(stage => action?.Stage is not null && !stage.GateInputs.IsEmpty))
            {
                return true;
            }

            foreach (string one in (IEnumerable<string>)
                [.. action?.After.Select(Action) ?? [], .. action?.AfterTasks.Select(Task) ?? [],
                    .. task?.DependsOn.Select(Task) ?? []])
            {
                if (seen.Add(one))
                {
                    left.Enqueue(one);
                }
            }
        }

        return false;
    }

    // A task that is done by an action can be done only when its own gate is open too.
    private static IEnumerable<PlanFinding> Tightened(PlaybookPlan plan) =>
        from action in plan.SetupActions
        let task = plan.Tasks.FirstOrDefault(one => one.Key == action.Completes)
        where task is not null
        from missing in task.NeedsInputs.Except(action.NeedsInputs, StringComparer.Ordinal)
        select PlanFinding.Warning(plan, PlaybookPart.SetupAction, action.Key,
            $"the task '{task.Key}' that it completes needs the input '{missing}', and it is asked for without it");

    private static PlanFinding Error(PlaybookPlan plan, SetupActionDefinition action, string message) =>
        PlanFinding.Error(plan, PlaybookPart.SetupAction, action.Key, message);

    private static string Task(string key) => $"task {key}";

    private static string Action(string key) => $"set-up action {key}";
}
