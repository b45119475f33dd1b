using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

using TierPresets = System.Collections.Immutable.ImmutableDictionary<
    string, System.Collections.Immutable.ImmutableArray<Onboarding.Model.Workspaces.TierRule>>;

namespace Onboarding.Model.Workspaces.Files;

/// <summary>
/// Reads a workspace file: calendar, tiers, handoff policy, roles and the playbook that starts. The guide to the format
/// is playbooks/README.md.
/// </summary>
public static class WorkspaceFile
{
    /// <summary>Stands in a role for the tiers that the role does not name.</summary>
    public const string OtherTiers = PlaybookDefinition.OtherTiers;

    private const string Preset = "preset";

    private static readonly ImmutableArray<string> s_signOff = ["required", "not_required"];

    /// <summary>Reads the whole file and finds every fault in it. Whatever the text holds, nothing is thrown.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">Its name, for the faults.</param>
    /// <param name="presets">Tiers that the file may name with 'preset'; null for none.</param>
    public static WorkspaceReading Read(string yaml, string fileName, TierPresets? presets = null)
    {
        var faults = new FileFaults(fileName);
        WorkspaceSettings? settings = YamlDocument.Read(yaml, faults)?.Map(map => Settings(map, presets ?? TierPresets.Empty));
        return new WorkspaceReading(faults.Any ? null : settings, faults.ToImmutable());
    }

    private static WorkspaceSettings Settings(YamlMap map, TierPresets presets)
    {
        ImmutableArray<TierRule> rules = map.Required("tiers") is { } node ? Tiers(node, presets) : [];
        ImmutableArray<string> tiers = [.. rules.Select(rule => rule.Tier)];
        (YamlNode? handoff, YamlNode? roles) = (map.Required("handoff"), map.Required("roles"));
        return new WorkspaceSettings
        {
            DisplayName = map.Required("display_name")?.Text(WorkspaceLimits.NameLengthMax) ?? "",
            Playbook = map.Required("playbook")?.Slug() ?? "",
            StartsFrom = map.Optional("starts_from")?.Day(),
            SignOffRequired = map.Optional("sign_off")?.OneOf(s_signOff, "rule of sign-off") == s_signOff[0],
            Calendar = map.Optional("calendar")?.Map(Calendar) ?? BusinessCalendar.Default,
            Tiers = rules,
            // Without tiers every line under these two would look wrong.
            Handoff = handoff is null || tiers.IsEmpty ? [] : Handoff(handoff, tiers),
            Roles = roles is null || tiers.IsEmpty ? [] : Roles(roles, tiers),
        };
    }

    private static BusinessCalendar Calendar(YamlMap map)
    {
        YamlNode? zoneNode = map.Required("time_zone");
        YamlNode? dayNode = map.Required("working_days");
        ImmutableArray<DayOfWeek> days =
            [.. (dayNode?.Items(7) ?? []).Select(day => day.Choice<DayOfWeek>()).OfType<DayOfWeek>().Distinct()];
        ImmutableArray<YamlNode> holidays = map.Optional("holidays")?.Items(WorkspaceLimits.HolidaysMax) ?? [];
        var calendar = new BusinessCalendar
        {
            TimeZone = zoneNode?.Text(WorkspaceLimits.NameLengthMax) ?? BusinessCalendar.Default.TimeZone,
            WorkingDays = days.IsEmpty ? BusinessCalendar.Default.WorkingDays : days,
            Holidays = [.. holidays.Select(holiday => holiday.Day()).OfType<DateOnly>().Distinct().Order()],
        };
        if (dayNode?.Items(7) is [])
        {
            dayNode.Fault("a calendar needs at least one working day");
        }

        if (calendar.Fault() is { } fault)
        {
            zoneNode?.Fault(fault);
        }

        return calendar;
    }

    private static ImmutableArray<TierRule> Tiers(YamlNode node, TierPresets presets)
    {
        if (!node.IsMap || node.Pairs().FirstOrDefault(pair => pair.Key == Preset) is not { Value.IsMap: false })
        {
            return TierReader.Read(node);
        }

        ImmutableArray<TierRule> tiers = [];
        node.Map(map =>
        {
            tiers = map.Required(Preset)?.OneOf(
                [.. presets.Keys.Order(StringComparer.Ordinal)], "preset of tiers") is { } name
                ? presets.GetValueOrDefault(name, [])
                : [];
            return map;
        });
        return tiers;
    }

    private static ImmutableArray<HandoffPolicy> Handoff(YamlNode node, ImmutableArray<string> tiers)
    {
        ImmutableArray<string> askable =
        [
            .. FieldCatalogue.Of(ResourceKind.Opportunity).Where(field => !field.SetByHub).Select(field => field.Name),
        ];
        var policies = ImmutableArray.CreateBuilder<HandoffPolicy>();
        node.Map(map =>
        {
            foreach (string tier in tiers)
            {
                if (map.Required(tier) is { } list)
                {
                    policies.Add(new HandoffPolicy(tier, Fields(list, askable)));
                }
            }

            return map;
        });
        return policies.ToImmutable();
    }

    private static ImmutableArray<string> Fields(YamlNode list, ImmutableArray<string> askable)
    {
        ImmutableArray<string> fields = list.EachOf(askable, "field that sales can fill in on an opportunity");
        if (list.Items().IsEmpty)
        {
            list.Fault("at least one field is needed here: a handoff that asks for nothing hands nothing over");
        }

        return fields;
    }

    private static ImmutableArray<RoleAssignment> Roles(YamlNode node, ImmutableArray<string> tiers) =>
    [
        .. node.Pairs(WorkspaceLimits.RolesMax).SelectMany(role => role.Value.IsMap
            ? Role(role, tiers)
            : [new RoleAssignment(role.Key, null, People(role.Value))]),
    ];

    private static IEnumerable<RoleAssignment> Role(YamlPair role, ImmutableArray<string> tiers)
    {
        foreach (YamlPair line in role.Value.Pairs(WorkspaceLimits.TiersMax + 1))
        {
            if (line.Key != OtherTiers && !tiers.Contains(line.Key, StringComparer.Ordinal))
            {
                string known = string.Join(", ", [.. tiers, OtherTiers]);
                line.Value.FaultAtKey($"this is no tier of this workspace; known are {known}");
                continue;
            }

            yield return new RoleAssignment(role.Key, line.Key == OtherTiers ? null : line.Key, People(line.Value));
        }
    }

    private static ImmutableArray<string> People(YamlNode node)
    {
        ImmutableArray<string> people = node.Texts(WorkspaceLimits.PeopleMax);
        if (node.Items(WorkspaceLimits.PeopleMax).IsEmpty)
        {
            node.Fault("at least one mail address is needed here");
        }

        foreach (YamlNode person in node.Items(WorkspaceLimits.PeopleMax))
        {
            if (person.Text() is { } mail && !IsMail(mail))
            {
                person.Fault($"'{FileFaults.Shown(mail)}' is no mail address");
            }
        }

        return people;
    }

    private static bool IsMail(string text) => text.Length <= WorkspaceLimits.MailLengthMax
        && text.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
        && !text.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';');
}
