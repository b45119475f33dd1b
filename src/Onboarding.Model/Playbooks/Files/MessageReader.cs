using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Conditions;
using Onboarding.Model.Messages;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>Reads a message: when it is made, for which roles, under which condition, and its text.</summary>
internal static class MessageReader
{
    private static readonly ImmutableArray<string> s_weekdays =
        [.. Enum.GetNames<DayOfWeek>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private const string Known =
        "start, handoff complete, kickoff moved, stage <key>, stage any, milestone <key>, milestone any, task <key>, "
        + "task reminder, task overdue, blocker raised, stalled, sla breached, escalation raised, live, cancelled, "
        + "weekly on <weekday>, inputs open on <weekday>, or a day like '3 days after start'";

    public static MessageDefinition Read(string key, YamlMap map, PlanKeys keys) => new()
    {
        Key = key,
        Title = map.Required("title")?.Text(PlaybookLimits.TitleLengthMax) ?? "",
        On = Trigger(map.Required("on"), keys) ?? new MessageTrigger(MessageOccasion.Start),
        To = map.Required("to")?.Keys(PlaybookLimits.ReferencesMax) ?? [],
        When = map.Optional("when") is { } when ? ConditionReader.Read(when, ResourceKind.Account) : null,
        PilotOnly = map.Optional("pilot_only")?.Flag() ?? false,
        Subject = map.Required("subject")?.Text(PlaybookLimits.SubjectLengthMax) ?? "",
        Body = Unwrapped(map.Required("body")?.Text(PlaybookLimits.BodyLengthMax) ?? ""),
    };

    // Lines are broken in a file for those who edit it. A new line begins only with an element of a list, or a token that
    // stands alone and may become a list.
    private static string Unwrapped(string body) => string.Join("\n\n", body
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(paragraph => paragraph.Split('\n', StringSplitOptions.TrimEntries)
            .Aggregate((text, line) => $"{text}{(IsElement(line) || IsToken(line) ? '\n' : ' ')}{line}")));

    private static bool IsElement(string line) => line.StartsWith("- ", StringComparison.Ordinal);

    private static bool IsToken(string line) => line.StartsWith("{{", StringComparison.Ordinal)
        && line.EndsWith("}}", StringComparison.Ordinal) && MessageText.Tokens(line).Length == 1;

    private static MessageTrigger? Trigger(YamlNode? node, PlanKeys keys)
    {
        if (node?.Text(PlaybookLimits.TitleLengthMax)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not { } words)
        {
            return null;
        }

        return words switch
        {
            ["start"] => new(MessageOccasion.Start),
            ["handoff", "complete"] => new(MessageOccasion.HandoffComplete),
            ["kickoff", "moved"] => new(MessageOccasion.KickoffMoved),
            ["stage", var key] => Named(node, MessageOccasion.StageEntered, key, "stage", keys.Stages),
            ["milestone", var key] => Named(node, MessageOccasion.MilestoneReached, key, "milestone", keys.Milestones),
            ["task", "reminder"] => new(MessageOccasion.TaskReminder),
            ["task", "overdue"] => new(MessageOccasion.TaskOverdue),
            ["task", var key] => Named(node, MessageOccasion.TaskDone, key, "task", keys.Tasks),
            ["blocker", "raised"] => new(MessageOccasion.BlockerRaised),
            ["stalled"] => new(MessageOccasion.Stalled),
            ["sla", "breached"] => new(MessageOccasion.SlaBreached),
            ["escalation", "raised"] => new(MessageOccasion.EscalationRaised),
            ["live"] => new(MessageOccasion.Live),
            ["cancelled"] => new(MessageOccasion.Cancelled),
            ["weekly", "on", var day] => OnWeekday(node, MessageOccasion.Weekly, day),
            ["inputs", "open", "on", var day] => OnWeekday(node, MessageOccasion.InputsOpen, day),
            [.., "after" or "before", _] or [.., "after" or "before", _, _] or ["on", ..] =>
                DueWords.Due(node, keys, inStage: false) is { } due ? new(MessageOccasion.Dated, Due: due) : null,
            _ => Unknown(node, words),
        };
    }

    private static MessageTrigger? Named(
        YamlNode node, MessageOccasion occasion, string key, string what, ImmutableSortedSet<string> known)
    {
        if (key == "any" && occasion != MessageOccasion.TaskDone)
        {
            return new(occasion);
        }

        if (known.Contains(key))
        {
            return new(occasion, key);
        }

        node.Fault(PlanKeys.Unknown(key, what, known));
        return null;
    }

    private static MessageTrigger? OnWeekday(YamlNode node, MessageOccasion occasion, string day)
    {
        int at = s_weekdays.IndexOf(day);
        if (at >= 0)
        {
            return new(occasion, Weekday: Enum.GetValues<DayOfWeek>()[at]);
        }

        node.Fault($"'{FileFaults.Shown(day)}' is no weekday; write it like 'friday'");
        return null;
    }

    private static MessageTrigger? Unknown(YamlNode node, string[] words)
    {
        node.Fault($"'{FileFaults.Shown(string.Join(' ', words))}' brings no message; known are {Known}");
        return null;
    }
}
