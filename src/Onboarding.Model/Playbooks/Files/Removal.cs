using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>What a variant takes out of the base, each with the place that says so.</summary>
internal sealed record Removal(
    ImmutableDictionary<string, YamlNode> Tasks,
    ImmutableDictionary<string, YamlNode> Milestones,
    ImmutableDictionary<string, YamlNode> Inputs,
    ImmutableDictionary<string, YamlNode> Alerts,
    ImmutableDictionary<string, YamlNode> SetupActions,
    ImmutableDictionary<string, YamlNode> Messages)
{
    private static readonly ImmutableDictionary<string, YamlNode> s_none = ImmutableDictionary<string, YamlNode>.Empty;

    public static Removal Nothing { get; } = new(s_none, s_none, s_none, s_none, s_none, s_none);

    /// <summary>The lists in which a part names others, and what is removed of the kind that each names.</summary>
    public IEnumerable<(string List, IReadOnlyDictionary<string, YamlNode> Removed)> ListsOf(PlaybookPart part) =>
    [
        ("after", part == PlaybookPart.SetupAction ? SetupActions : Tasks), ("after_tasks", Tasks),
        ("needs_inputs", Inputs), ("needs_milestones", Milestones), ("send_inputs", Inputs),
        ("gate_inputs", Inputs), ("gate_milestones", Milestones),
    ];

    /// <summary>
    /// The plan without mentions of what was removed. What waited for a removed task waits for what that task waited
    /// for, so that the order of the rest stays as the base has it. A date that counts from a removed part is a fault.
    /// </summary>
    /// <param name="plan">The plan with the parts already taken out.</param>
    /// <param name="sharedPlan">The base, which says what a removed task waited for.</param>
    public PlaybookPlan From(PlaybookPlan plan, PlaybookPlan sharedPlan)
    {
        Dictionary<string, ImmutableArray<string>> before =
            sharedPlan.Tasks.ToDictionary(task => task.Key, task => task.DependsOn, StringComparer.Ordinal);
        foreach (TaskDefinition task in plan.Tasks)
        {
            RefuseDate(task.Due, $"task '{task.Key}' is due");
            if (task.OnAlert is { } alert && Alerts.GetValueOrDefault(alert) is { } named)
            {
                named.Fault($"task '{task.Key}' comes with '{alert}'; remove it too, or change its on_alert");
            }
        }

        foreach (MilestoneDefinition milestone in plan.Milestones)
        {
            RefuseDate(milestone.Target, $"milestone '{milestone.Key}' is due");
        }

        foreach (AlertDefinition alert in plan.Alerts)
        {
            RefuseAlert(alert);
        }

        foreach (MessageDefinition message in plan.Messages)
        {
            RefuseMessage(message);
        }

        Dictionary<string, ImmutableArray<string>> setupBefore = sharedPlan.SetupActions.ToDictionary(
            action => action.Key, action => action.After, StringComparer.Ordinal);

        return plan with
        {
            Stages = [.. plan.Stages.Select(stage => stage with
            {
                GateMilestones = Without(stage.GateMilestones, Milestones),
                GateInputs = Without(stage.GateInputs, Inputs),
            })],
            Tasks = [.. plan.Tasks.Select(task => task with
            {
                DependsOn = Bridge(task.DependsOn, Tasks, before),
                NeedsInputs = Without(task.NeedsInputs, Inputs),
                NeedsMilestones = Without(task.NeedsMilestones, Milestones),
            })],
            SetupActions = [.. plan.SetupActions.Select(action => action with
            {
                After = Bridge(action.After, SetupActions, setupBefore),
                AfterTasks = Bridge(action.AfterTasks, Tasks, before),
                NeedsInputs = Without(action.NeedsInputs, Inputs),
                NeedsMilestones = Without(action.NeedsMilestones, Milestones),
                SendInputs = Without(action.SendInputs, Inputs),
                Completes = action.Completes is { } task && Tasks.ContainsKey(task) ? null : action.Completes,
            })],
        };
    }

    /// <summary>Dependencies with each removed one replaced by its own, however long the chain.</summary>
    private static ImmutableArray<string> Bridge(
        ImmutableArray<string> dependencies, ImmutableDictionary<string, YamlNode> removed,
        Dictionary<string, ImmutableArray<string>> sharedDependencies)
    {
        var bridged = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>(dependencies);
        while (left.TryDequeue(out string? key))
        {
            if (!seen.Add(key))
            {
                continue;
            }

            if (!removed.ContainsKey(key))
            {
                bridged.Add(key);
                continue;
            }

            foreach (string before in sharedDependencies.GetValueOrDefault(key, []))
            {
                left.Enqueue(before);
            }
        }

        return bridged.ToImmutable();
    }

    private static ImmutableArray<string> Without(
        ImmutableArray<string> keys, ImmutableDictionary<string, YamlNode> removed) =>
        [.. keys.Where(key => !removed.ContainsKey(key))];

    private void RefuseAlert(AlertDefinition alert)
    {
        foreach (DueRule due in new[] { alert.From, alert.Until }.OfType<DueRule>())
        {
            RefuseDate(due, $"alert '{alert.Key}' is looked at");
        }

        (string key, YamlNode? named) = alert.Rule switch
        {
            AlertRule.MilestoneLate late => (late.Key, Milestones.GetValueOrDefault(late.Key)),
            AlertRule.InputOpen open => (open.Key, Inputs.GetValueOrDefault(open.Key)),
            _ => ("", null),
        };
        named?.Fault($"alert '{alert.Key}' looks at '{key}'; change or remove the alert too");
    }

    private void RefuseMessage(MessageDefinition message)
    {
        if (message.On.Due is { } due)
        {
            RefuseDate(due, $"message '{message.Key}' is due");
        }

        ImmutableDictionary<string, YamlNode> removed = message.On.Occasion switch
        {
            MessageOccasion.MilestoneReached => Milestones,
            MessageOccasion.TaskDone => Tasks,
            _ => s_none,
        };
        if (message.On.Key is { } key && removed.GetValueOrDefault(key) is { } named)
        {
            named.Fault($"message '{message.Key}' tells of '{key}'; change or remove the message too");
        }
    }

    private void RefuseDate(DueRule due, string what)
    {
        ImmutableDictionary<string, YamlNode>? removed = due.Anchor switch
        {
            DueAnchor.Task => Tasks,
            DueAnchor.Milestone => Milestones,
            DueAnchor.Alert => Alerts,
            _ => null,
        };
        if (removed?.GetValueOrDefault(due.Key!) is { } named)
        {
            named.Fault($"{what} so many days from '{due.Key}'; change that date before removing it");
        }
    }
}
