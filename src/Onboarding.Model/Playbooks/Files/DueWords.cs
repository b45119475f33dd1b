using System.Globalization;

using Onboarding.Model.Calendars;
using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>
/// Reads dates and stays as a person writes them: "3 business days after kickoff", "10 business days".
/// </summary>
internal static class DueWords
{
    private const string Form = "write it like '3 business days after kickoff' or 'on kickoff'";

    private const string Anchors =
        "closed_won, start, kickoff, stage entry, stage <key>, task <key>, milestone <key>, alert <key>";

    /// <summary>A due rule: "[n] [business] days after|before [anchor]" or "on [anchor]".</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="keys">The keys that an anchor may name.</param>
    /// <param name="inStage">Whether what is due belongs to a stage, so that "stage entry" means something.</param>
    public static DueRule? Due(YamlNode? node, PlanKeys keys, bool inStage)
    {
        if (Words(node) is not { } words)
        {
            return null;
        }

        if (words is ["on", .. var plain])
        {
            return Anchored(node!, plain, 0, DayUnit.Calendar, keys, inStage);
        }

        if (Count(words) is not var (count, unit, left) || left is not ["after" or "before", .. var anchor])
        {
            node!.Fault($"'{FileFaults.Shown(string.Join(' ', words))}' is no due date; {Form}");
            return null;
        }

        if (count > PlaybookLimits.OffsetMax)
        {
            node!.Fault($"{count} days are too many; at most {PlaybookLimits.OffsetMax}");
            return null;
        }

        return Anchored(node!, anchor, left[0] == "before" ? -count : count, unit, keys, inStage);
    }

    /// <summary>A length of time in days: "14 days" or "10 business days".</summary>
    public static (int Days, DayUnit Unit)? Stay(YamlNode? node, int daysMax, int daysMin = 1)
    {
        if (Words(node) is not { } words)
        {
            return null;
        }

        if (Count(words) is var (count, unit, left) && left.Length == 0 && count >= daysMin && count <= daysMax)
        {
            return (count, unit);
        }

        node!.Fault($"'{FileFaults.Shown(string.Join(' ', words))}' is no number of days; "
            + $"write it like '14 days' or '10 business days', from {daysMin} to {daysMax}");
        return null;
    }

    /// <summary>A length of time that is counted in calendar days only: "30 days".</summary>
    public static int? Days(YamlNode node, int daysMax, int daysMin = 1)
    {
        if (Stay(node, daysMax, daysMin) is not var (days, unit))
        {
            return null;
        }

        if (unit == DayUnit.Business)
        {
            node.Fault("calendar days are counted here; write it like '14 days'");
            return null;
        }

        return days;
    }

    private static string[]? Words(YamlNode? node) =>
        node?.Text(PlaybookLimits.TitleLengthMax)?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (int Count, DayUnit Unit, string[] Left)? Count(string[] words)
    {
        if (words.Length == 0
            || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return null;
        }

        return words[1..] switch
        {
            ["day" or "days", .. var left] => (count, DayUnit.Calendar, left),
            ["calendar", "day" or "days", .. var left] => (count, DayUnit.Calendar, left),
            ["business", "day" or "days", .. var left] => (count, DayUnit.Business, left),
            _ => null,
        };
    }

    private static DueRule? Anchored(
        YamlNode node, string[] anchor, int offset, DayUnit unit, PlanKeys keys, bool inStage)
    {
        (DueAnchor Anchor, string? Key)? found = anchor switch
        {
            ["closed_won" or "closed-won"] => (DueAnchor.ClosedWon, null),
            ["start"] => (DueAnchor.Start, null),
            ["kickoff"] => (DueAnchor.Kickoff, null),
            ["stage", "entry"] when inStage => (DueAnchor.StageEntry, null),
            ["stage", var key] when keys.Stages.Contains(key) => (DueAnchor.StageEntry, key),
            ["task", var key] when keys.Tasks.Contains(key) => (DueAnchor.Task, key),
            ["milestone", var key] when keys.Milestones.Contains(key) => (DueAnchor.Milestone, key),
            ["alert", var key] when keys.Alerts.Contains(key) => (DueAnchor.Alert, key),
            _ => null,
        };
        if (found is var (kind, name))
        {
            return new DueRule(offset, unit, kind, name);
        }

        node.Fault(anchor switch
        {
            ["stage", "entry"] => "this belongs to no stage; name the stage: 'stage <key>'",
            ["stage", var key] => PlanKeys.Unknown(key, "stage", keys.Stages),
            ["task", var key] => PlanKeys.Unknown(key, "task", keys.Tasks),
            ["milestone", var key] => PlanKeys.Unknown(key, "milestone", keys.Milestones),
            ["alert", var key] => PlanKeys.Unknown(key, "alert", keys.Alerts),
            _ => $"'{FileFaults.Shown(string.Join(' ', anchor))}' is nothing to count from; known are {Anchors}",
        });
        return null;
    }
}
