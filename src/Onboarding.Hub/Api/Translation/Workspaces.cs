using Google.Protobuf.WellKnownTypes;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Calendars;
using Onboarding.Model.Ids;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Workspaces on the wire.</summary>
internal static class Workspaces
{
    private static readonly string[] s_settable = ["display_name", "calendar", "tiers", "handoff_policies", "roles",
        "playbook", "starts_from", "sign_off_required"];

    public static V1.Workspace ToWire(Held<WorkspaceState> held)
    {
        WorkspaceSettings settings = held.State.Settings;
        return new V1.Workspace
        {
            Name = held.Name.ToString(),
            DisplayName = settings.DisplayName,
            Calendar = ToWire(settings.Calendar),
            Tiers =
            {
                settings.Tiers.Select(rule => new V1.TierRule
                {
                    Tier = rule.Tier,
                    Title = rule.Title,
                    When = rule.When is null ? null : Conditions.ToWire(rule.When),
                }),
            },
            HandoffPolicies =
            {
                settings.Handoff.Select(policy =>
                    new V1.HandoffPolicy { Tier = policy.Tier, RequiredFields = { policy.Required } }),
            },
            Roles =
            {
                settings.Roles.Select(role =>
                    new V1.RoleAssignment { Role = role.Role, Tier = role.Tier ?? "", People = { role.People } }),
            },
            Playbook = new ResourceName(held.State.Id, Collection.Playbooks, settings.Playbook).ToString(),
            Rollout = settings.Rollout is null ? null : new V1.PlaybookRollout
            {
                Playbook = new ResourceName(held.State.Id, Collection.Playbooks, settings.Rollout.Playbook).ToString(),
                FromDate = Wire.Of(settings.Rollout.From),
            },
            StartsFrom = Wire.Of(settings.StartsFrom),
            SignOffRequired = settings.SignOffRequired,
            Etag = held.Etag,
        };
    }

    /// <exception cref="RefusedException">A setting is not of its form; what settings mean together the model checks.</exception>
    public static WorkspaceSettings FromWire(V1.Workspace? workspace, WorkspaceId id)
    {
        if (workspace is null)
        {
            throw Refuse.Field("workspace", "workspace is missing; give its settings.");
        }

        Bound(workspace.Tiers.Count, WorkspaceLimits.TiersMax, "workspace.tiers");
        Bound(workspace.HandoffPolicies.Count, WorkspaceLimits.TiersMax, "workspace.handoff_policies");
        Bound(workspace.Roles.Count, WorkspaceLimits.RolesMax * WorkspaceLimits.TiersMax, "workspace.roles");
        return new WorkspaceSettings
        {
            DisplayName = Texts.Words(workspace.DisplayName, "workspace.display_name", WorkspaceLimits.NameLengthMax),
            Calendar = workspace.Calendar is null ? BusinessCalendar.Default : Calendar(workspace.Calendar),
            Tiers = [.. workspace.Tiers.Select(Tier)],
            Handoff = [.. workspace.HandoffPolicies.Select(policy => new HandoffPolicy(
                Texts.Key(policy.Tier, "workspace.handoff_policies.tier"), [.. policy.RequiredFields]))],
            Roles = [.. workspace.Roles.Select(Role)],
            StartsFrom = workspace.StartsFrom is null ? null : Wire.Day(workspace.StartsFrom, "workspace.starts_from"),
            SignOffRequired = workspace.SignOffRequired,
            Playbook = CallContext.KeyWithin(id, workspace.Playbook, Collection.Playbooks, "workspace.playbook")
                ?? throw Refuse.Field("workspace.playbook",
                    "workspace.playbook is missing; name the playbook that a won deal starts."),
        };
    }

    /// <summary>The settings with those that the mask names taken from others.</summary>
    /// <exception cref="RefusedException">The mask names what cannot be set.</exception>
    public static WorkspaceSettings Masked(WorkspaceSettings held, V1.Workspace given, FieldMask? mask, WorkspaceId id)
    {
        IReadOnlyCollection<string> paths = FieldMasks.Read(mask, s_settable);
        V1.Workspace merged = ToWire(new Held<WorkspaceState>(
            ResourceName.Of(id), new WorkspaceState { Id = id, Settings = held, CreatedAt = default }, 0));
        foreach (string path in paths)
        {
            var field = V1.Workspace.Descriptor.FindFieldByName(path);
            if (field.IsRepeated)
            {
                var list = (System.Collections.IList)field.Accessor.GetValue(merged);
                list.Clear();
                foreach (object? element in (System.Collections.IList)field.Accessor.GetValue(given))
                {
                    list.Add(element);
                }
            }
            else
            {
                field.Accessor.SetValue(merged, field.Accessor.GetValue(given));
            }
        }

        return FromWire(merged, id);
    }

    private static BusinessCalendar Calendar(V1.Calendar calendar)
    {
        Bound(calendar.Holidays.Count, WorkspaceLimits.HolidaysMax, "workspace.calendar.holidays");
        return new BusinessCalendar
        {
            TimeZone = calendar.TimeZone,
            WorkingDays = [.. calendar.WorkingDays.Select(FromWire).Distinct()],
            Holidays = [.. calendar.Holidays.Select(day =>
                Wire.Day(day, "workspace.calendar.holidays")).Distinct().Order()],
        };
    }

    private static TierRule Tier(V1.TierRule rule)
    {
        string tier = Texts.Key(rule.Tier, "workspace.tiers.tier");
        return new TierRule(
            tier,
            rule.Title.Length == 0
                ? tier : Texts.Words(rule.Title, "workspace.tiers.title", WorkspaceLimits.NameLengthMax),
            rule.When is null ? null : Conditions.FromWire(rule.When, "workspace.tiers.when"));
    }

    private static RoleAssignment Role(V1.RoleAssignment role)
    {
        Bound(role.People.Count, WorkspaceLimits.PeopleMax, "workspace.roles.people");
        return new RoleAssignment(
            Texts.Key(role.Role, "workspace.roles.role"), CallContext.Filter(role.Tier),
            [.. role.People.Select(person => Texts.Mail(person, "workspace.roles.people"))]);
    }

    private static void Bound(int count, int max, string field)
    {
        if (count > max)
        {
            throw Refuse.Field(field, $"{field} takes at most {max}, not {count}.");
        }
    }

    public static V1.Calendar ToWire(BusinessCalendar calendar) => new()
    {
        TimeZone = calendar.TimeZone,
        WorkingDays = { calendar.WorkingDays.Select(ToWire) },
        Holidays = { calendar.Holidays.Select(Wire.Of) },
    };

    private static V1.Weekday ToWire(DayOfWeek day) =>
        day == DayOfWeek.Sunday ? V1.Weekday.Sunday : (V1.Weekday)(int)day;

    private static DayOfWeek FromWire(V1.Weekday day) => day switch
    {
        V1.Weekday.Sunday => DayOfWeek.Sunday,
        >= V1.Weekday.Monday and <= V1.Weekday.Saturday => (DayOfWeek)(int)day,
        _ => throw Refuse.Field("workspace.calendar.working_days", "A working day is missing or unknown."),
    };
}
