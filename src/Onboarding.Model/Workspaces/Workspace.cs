using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;

using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Workspaces;

/// <summary>Decides and evolves workspaces.</summary>
public static class Workspace
{
    public static Decision<WorkspaceEvent> Decide(WorkspaceState? state, WorkspaceCommand command, DateTimeOffset now)
    {
        if (command is WorkspaceCommand.PlanRollout plan)
        {
            return DecideRollout(state, plan);
        }

        WorkspaceSettings settings = command switch
        {
            WorkspaceCommand.Create create => create.Settings,
            WorkspaceCommand.Configure configure => configure.Settings,
            _ => throw new UnreachableException(),
        };
        ImmutableArray<string> faults = Faults(settings);
        if (!faults.IsEmpty)
        {
            return Decision<WorkspaceEvent>.Refuse(
                RefusalReason.InvalidField, $"The workspace cannot be set up so: {string.Join("; ", faults)}.", faults);
        }

        return (state, command) switch
        {
            (null, WorkspaceCommand.Create create) =>
                Decision<WorkspaceEvent>.Of(new WorkspaceEvent.Created(create.Id, Settled(create.Settings), now)),
            (null, _) => Decision<WorkspaceEvent>.Refuse(RefusalReason.NotFound, "There is no such workspace; create it first."),
            (_, WorkspaceCommand.Create create) => Decision<WorkspaceEvent>.Refuse(
                RefusalReason.AlreadyExists, $"Workspace {create.Id} exists already; update it instead."),
            (_, WorkspaceCommand.Configure configure) => IsSame(Settled(configure.Settings), state.Settings)
                ? Decision<WorkspaceEvent>.Unchanged
                : Decision<WorkspaceEvent>.Of(new WorkspaceEvent.Configured(Settled(configure.Settings))),
            _ => throw new UnreachableException(),
        };

        // Whoever says nothing of the day means from now on, and no change of other settings brings history back.
        WorkspaceSettings Settled(WorkspaceSettings given) => given with
        {
            StartsFrom = given.StartsFrom ?? state?.Settings.StartsFrom ?? given.Calendar.DayOf(state?.CreatedAt ?? now),
            // A rollout is planned on the evidence of a pilot alone; whoever names another playbook takes it back.
            Rollout = given.Playbook == state?.Settings.Playbook ? state.Settings.Rollout : null,
        };
    }

    public static WorkspaceState Evolve(WorkspaceState? state, WorkspaceEvent @event) => @event switch
    {
        WorkspaceEvent.Created created => new WorkspaceState
        {
            Id = created.Id,
            Settings = created.Settings,
            CreatedAt = created.At,
        },
        WorkspaceEvent.Configured configured => state! with { Settings = configured.Settings },
        WorkspaceEvent.RolloutPlanned planned => state! with { Settings = Rolled(state.Settings, planned.Rollout) },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(WorkspaceState state) =>
        new(Parent: null, State: "active", Title: state.Settings.DisplayName);

    /// <summary>What keeps settings from being used, in words; empty when nothing does.</summary>
    public static ImmutableArray<string> Faults(WorkspaceSettings settings)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (string.IsNullOrWhiteSpace(settings.DisplayName) || settings.DisplayName.Length > 200)
        {
            faults.Add("the display name takes 1 to 200 characters");
        }

        if (settings.Calendar.Fault() is { } calendar)
        {
            faults.Add(calendar);
        }

        if (settings.Tiers.IsDefaultOrEmpty || settings.Tiers[^1].When is not null)
        {
            faults.Add("tiers end with one that has no condition, so that every account gets a tier");
        }
        else if (settings.Tiers.SkipLast(1).Any(rule => rule.When is null))
        {
            faults.Add("only the last tier may lack a condition: the ones after it could never be reached");
        }

        foreach (TierRule rule in settings.Tiers.IsDefaultOrEmpty ? [] : settings.Tiers.Where(rule => rule.When is not null))
        {
            faults.AddRange(ConditionCheck.Faults(rule.When!, ResourceKind.Account).Select(fault => $"tier {rule.Tier}: {fault}"));
        }

        AddRepeats(settings, faults);
        foreach (HandoffPolicy policy in settings.Handoff)
        {
            faults.AddRange(policy.Required
                .Where(name => FieldCatalogue.Find(ResourceKind.Opportunity, name) is null)
                .Select(name => $"handoff of tier {policy.Tier} requires '{name}', which is no field of an opportunity"));
        }

        foreach (TierRule rule in settings.Tiers.Where(rule =>
            settings.Handoff.All(policy => policy.Tier != rule.Tier || policy.Required.IsEmpty)))
        {
            faults.Add($"tier {rule.Tier} has no handoff policy with at least one required field");
        }

        faults.AddRange(settings.Roles
            .Where(role => role.People.IsDefaultOrEmpty || !role.People.All(MailAddress.IsOne))
            .Select(role => $"role {role.Role} is held by mail addresses, at least one"));
        return faults.ToImmutable();
    }

    private static Decision<WorkspaceEvent> DecideRollout(WorkspaceState? state, WorkspaceCommand.PlanRollout plan) => state switch
    {
        null => Decision<WorkspaceEvent>.Refuse(RefusalReason.NotFound, "There is no such workspace; create it first."),
        _ when state.Settings.Rollout == plan.Rollout => Decision<WorkspaceEvent>.Unchanged,
        _ => Decision<WorkspaceEvent>.Of(new WorkspaceEvent.RolloutPlanned(plan.Rollout, plan.Pilot, plan.Reason, plan.By)),
    };

    // What was rolled out before is what customers get until the new day.
    private static WorkspaceSettings Rolled(WorkspaceSettings settings, PlaybookRollout rollout) => settings with
    {
        Playbook = settings.PlaybookOn(rollout.From.AddDays(-1)),
        Rollout = rollout,
    };

    // Settings hold lists inside of lists; as they are written they can be compared.
    private static bool IsSame(WorkspaceSettings left, WorkspaceSettings right) =>
        Written(left) == Written(right);

    private static string Written(WorkspaceSettings settings) =>
        JsonSerializer.Serialize(settings, ModelJson.Default.WorkspaceSettings);

    private static void AddRepeats(WorkspaceSettings settings, ImmutableArray<string>.Builder faults)
    {
        IEnumerable<string> repeated = settings.Tiers.Select(rule => $"tier {rule.Tier}")
            .Concat(settings.Handoff.Select(policy => $"handoff policy of tier {policy.Tier}"))
            .Concat(settings.Roles.Select(role => $"role {role.Role}{(role.Tier is null ? "" : $" of tier {role.Tier}")}"))
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} is given {group.Count()} times");
        faults.AddRange(repeated);
    }
}
