using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>
/// Reads the parts of a plan. A part with a fault is still built, with blanks for what it lacks, so that the reading
/// can go on; nobody sees it, because a file with faults gives no definition.
/// </summary>
internal sealed class PlanReader(PlanKeys keys)
{
    private static readonly DueRule s_never = new(0, DayUnit.Calendar, DueAnchor.Start);

    private static readonly ImmutableSortedSet<string> s_accountFields = FieldCatalogue.Of(ResourceKind.Account)
        .Select(field => field.Name).ToImmutableSortedSet(StringComparer.Ordinal);

    public PlaybookPlan Read(PlanNodes nodes, VariantHead head) => new()
    {
        Variant = head.Key,
        Title = head.Title,
        Escalation = head.Escalation,
        StalledAfterDays = head.StalledAfterDays,
        KickoffAfterDays = head.KickoffAfterDays,
        EscalateOverdueAfterDays = head.EscalateOverdueAfterDays,
        Stages = Each(nodes.Stages, Stage),
        Tasks = Each(nodes.Tasks, ReadTask),
        Milestones = Each(nodes.Milestones, Milestone),
        Inputs = Each(nodes.Inputs, Input),
        SetupActions = Each(nodes.SetupActions, SetupAction),
        Alerts = Each(nodes.Alerts, (key, map) => AlertReader.Read(key, map, keys)),
        Messages = Each(nodes.Messages, (key, map) => MessageReader.Read(key, map, keys)),
        BlockerOwners = head.BlockerOwners,
    };

    public static ImmutableArray<EscalationStep> Escalation(YamlNode node) =>
    [
        .. node.Items(PlaybookLimits.EscalationStepsMax).Select(step => step.Map(map => new EscalationStep(
            map.Required("tell")?.Key() ?? "",
            DueWords.Stay(map.Required("acknowledge_within"), PlaybookLimits.AcknowledgeDaysMax)?.Days ?? 0)))
            .OfType<EscalationStep>(),
    ];

    private static ImmutableArray<T> Each<T>(ImmutableArray<YamlPair> pairs, Func<string, YamlMap, T> read)
        where T : class =>
        [.. pairs.Select(pair => pair.Value.Map(map => read(pair.Key, map))).OfType<T>()];

    private static string Title(YamlMap map) => map.Required("title")?.Text(PlaybookLimits.TitleLengthMax) ?? "";

    private static string Owner(YamlMap map) => map.Required("owner")?.Key() ?? "";

    private static InputDefinition Input(string key, YamlMap map) => new()
    {
        Key = key,
        Title = Title(map),
        Kind = map.Required("kind")?.Choice<InputKind>() ?? default,
        OwnerRole = Owner(map),
    };

    private StageDefinition Stage(string key, YamlMap map)
    {
        (int days, DayUnit unit) = DueWords.Stay(map.Required("sla"), PlaybookLimits.SlaDaysMax) ?? default;
        return new StageDefinition
        {
            Key = key,
            Title = Title(map),
            OwnerRole = Owner(map),
            SlaDays = days,
            SlaUnit = unit,
            StalledAfterDays = map.Optional("stalled_after") is { } stalled
                ? DueWords.Days(stalled, PlaybookLimits.StalledAfterDaysMax)
                : null,
            GateMilestones = PlanKeys.Each(map.Optional("gate_milestones"), "milestone", keys.Milestones),
            GateInputs = PlanKeys.Each(map.Optional("gate_inputs"), "input", keys.Inputs),
        };
    }

    private TaskDefinition ReadTask(string key, YamlMap map) => new()
    {
        Key = key,
        Title = Title(map),
        Description = map.Optional("description")?.Text(PlaybookLimits.DescriptionLengthMax) ?? "",
        Stage = map.Required("stage")?.OneOf(keys.Stages, "stage of this playbook") ?? "",
        OwnerRole = Owner(map),
        Due = DueWords.Due(map.Required("due"), keys, inStage: true) ?? s_never,
        DependsOn = PlanKeys.Each(map.Optional("after"), "task", keys.Tasks),
        NeedsInputs = PlanKeys.Each(map.Optional("needs_inputs"), "input", keys.Inputs),
        NeedsMilestones = PlanKeys.Each(map.Optional("needs_milestones"), "milestone", keys.Milestones),
        AppliesWhen = When(map.Optional("when")),
        OnAlert = map.Optional("on_alert")?.OneOf(keys.Alerts, "alert of this playbook"),
        RemindDaysBefore = Reminders(map.Optional("remind_days_before")),
        CustomerVisible = map.Optional("customer_visible")?.Flag() ?? false,
        Area = map.Optional("area")?.Choice<GoLiveArea>() ?? GoLiveArea.None,
    };

    private MilestoneDefinition Milestone(string key, YamlMap map) => new()
    {
        Key = key,
        Title = Title(map),
        Target = DueWords.Due(map.Required("target"), keys, inStage: false) ?? s_never,
        Proof = map.Optional("proof") is { } proof ? ConditionReader.Read(proof, ResourceKind.Account) : null,
        AchievedOnField = AchievedOn(map.Optional("achieved_on")),
        ConfirmedBy = map.Optional("confirmed_by")?.Key(),
        FirstValue = map.Optional("first_value")?.Flag() ?? false,
    };

    private SetupActionDefinition SetupAction(string key, YamlMap map)
    {
        (int days, DayUnit unit) =
            DueWords.Stay(map.Required("confirm_within"), PlaybookLimits.ConfirmDaysMax) ?? default;
        return new SetupActionDefinition
        {
            Key = key,
            Title = Title(map),
            System = map.Required("system")?.Key() ?? "",
            OwnerRole = Owner(map),
            ConfirmDays = days,
            ConfirmUnit = unit,
            Stage = map.Optional("stage")?.OneOf(keys.Stages, "stage of this playbook"),
            After = PlanKeys.Each(map.Optional("after"), "set-up action", keys.SetupActions),
            AfterTasks = PlanKeys.Each(map.Optional("after_tasks"), "task", keys.Tasks),
            NeedsInputs = PlanKeys.Each(map.Optional("needs_inputs"), "input", keys.Inputs),
            NeedsMilestones = PlanKeys.Each(map.Optional("needs_milestones"), "milestone", keys.Milestones),
            AppliesWhen = When(map.Optional("when")),
            Completes = map.Optional("completes")?.OneOf(keys.Tasks, "task of this playbook"),
            SendFields = map.Optional("send_fields")?.EachOf(
                s_accountFields, "field of an account", PlaybookLimits.SendFieldsMax) ?? [],
            SendInputs = PlanKeys.Each(map.Optional("send_inputs"), "input", keys.Inputs),
        };
    }

    // "always" lets a variant lift a condition that the base has.
    private static Condition? When(YamlNode? node) => node switch
    {
        null => null,
        { IsMap: false } when node.Text() == "always" => null,
        _ => ConditionReader.Read(node, ResourceKind.Account),
    };

    private static ImmutableArray<int> Reminders(YamlNode? node)
    {
        var days = ImmutableArray.CreateBuilder<int>();
        foreach (YamlNode reminder in node?.Items(PlaybookLimits.RemindersMax) ?? [])
        {
            if (reminder.Whole(0, PlaybookLimits.RemindDaysBeforeMax) is not { } before)
            {
                continue;
            }

            if (days.Contains(before))
            {
                reminder.Fault($"{before} stands here twice");
                continue;
            }

            days.Add(before);
        }

        return days.ToImmutable();
    }

    private static string? AchievedOn(YamlNode? node)
    {
        string? name = node?.Text();
        if (name is not null && FieldCatalogue.Find(ResourceKind.Account, name) is not { Type: FieldType.Date })
        {
            var dates = FieldCatalogue.Of(ResourceKind.Account).Where(field => field.Type == FieldType.Date);
            node!.Fault($"'{FileFaults.Shown(name)}' is no date of an account; "
                + $"known are {string.Join(", ", dates.Select(field => field.Name))}");
            return null;
        }

        return name;
    }
}
