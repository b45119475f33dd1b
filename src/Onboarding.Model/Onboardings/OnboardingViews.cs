using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.NextActions;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>What others see of an onboarding without knowing how it works.</summary>
public static class OnboardingViews
{
    public static AggregateIndex Index(OnboardingState state) => new(
        Parent: state.Start.AccountKey,
        State: state.Phase.ToString().ToLowerInvariant(),
        Title: state.Start.Title.Length > 300 ? state.Start.Title[..300] : state.Start.Title,
        Tier: state.Start.Tier,
        Owner: state.Owner,
        Summary: JsonSerializer.Serialize(Summary(state), ModelJson.Default.OnboardingSummary));

    public static OnboardingSummary Summary(OnboardingState state) => new()
    {
        AccountKey = state.Start.AccountKey,
        OpportunityKey = state.Start.OpportunityKey,
        Health = state.Health,
        Stage = state.CurrentStage.Key,
        StartedAt = state.StartedAt,
        TasksDone = state.Tasks.Count(task => task.Phase is TaskPhase.Completed or TaskPhase.Skipped),
        TasksTotal = state.Tasks.Length,
        MilestonesAchieved = state.Milestones.Count(milestone => milestone.AchievedOn is not null),
        MilestonesTotal = state.Milestones.Length,
        InputsVerified = state.Inputs.Count(input => input.Phase == InputPhase.Verified),
        InputsTotal = state.Inputs.Length,
        SetupActionsDone = state.SetupActions.Count(action => action.IsClosed),
        SetupActionsTotal = state.SetupActions.Length,
        OpenEscalations = state.Escalations.Count(escalation => escalation.Phase != EscalationPhase.Resolved),
        TimeToValueDays = state.TimeToValueDays,
        EndedAt = state.EndedAt,
    };

    /// <summary>Every role that a plan gives work to, in ordinal order.</summary>
    public static ImmutableSortedSet<string> RolesOf(PlaybookPlan plan) =>
        plan.Stages.Select(stage => stage.OwnerRole)
            .Concat(plan.Tasks.Select(task => task.OwnerRole))
            .Concat(plan.Inputs.Select(input => input.OwnerRole))
            .Concat(plan.SetupActions.Select(action => action.OwnerRole))
            .Concat(plan.Escalation.Select(step => step.Role))
            .Concat(plan.Alerts.Select(alert => alert.TellRole).OfType<string>())
            .Concat(plan.BlockerOwners.Select(owner => owner.Role))
            .Concat(plan.Messages.SelectMany(message => message.To)
                .Where(role => role != MessageDefinition.OwnerRole && !Role.IsAtCustomer(role)))
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Roles at the customer that a plan has messages for; nobody need hold them when it starts.</summary>
    public static ImmutableSortedSet<string> AudienceOf(PlaybookPlan plan) =>
        plan.Messages.SelectMany(message => message.To).Where(Role.IsAtCustomer)
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Holders of the roles of a plan: of those that it gives work to all, of those it only writes to the known.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="holder">The holder of a role; null where there is none.</param>
    /// <param name="otherwise">Who has the work of a role that nobody holds.</param>
    public static ImmutableSortedDictionary<string, string> HoldersOf(
        PlaybookPlan plan, Func<string, string?> holder, string otherwise)
    {
        var holders = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string role in AudienceOf(plan))
        {
            if (holder(role) is { } known)
            {
                holders[role] = known;
            }
        }

        foreach (string role in RolesOf(plan))
        {
            holders[role] = holder(role) ?? otherwise;
        }

        return holders.ToImmutable();
    }

    /// <summary>Who gets a blocker of a kind: whom the plan names for it, else the owner of the onboarding.</summary>
    public static string OwnerOf(OnboardingState state, BlockerKind kind) =>
        state.Plan.BlockerOwners.FirstOrDefault(known => known.Kind == kind) is { } named
            && state.Owners.TryGetValue(named.Role, out string? holder)
            ? holder
            : state.Owner;

    /// <summary>Fields of the account that the plan's milestones, alerts, set-up actions and messages look at, in ordinal order.</summary>
    public static ImmutableSortedSet<string> FactsOf(PlaybookPlan plan) =>
        plan.Milestones
            .SelectMany(milestone => ConditionFields.Of(milestone.Proof).Append(milestone.AchievedOnField))
            .Concat(plan.Alerts.SelectMany(alert => ConditionFields.Of((alert.Rule as AlertRule.Fact)?.Condition)))
            .OfType<string>()
            .Concat(plan.SetupActions.SelectMany(action => action.SendFields))
            .Concat(plan.Messages.SelectMany(message => ConditionFields.Of(message.When)))
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Those of the facts that the plan looks at and that are not known yet.</summary>
    internal static FieldMap News(PlaybookPlan plan, FieldMap known, FieldMap facts) => FieldMap.Of(FactsOf(plan)
        .Where(name => facts.Get(name) is { } value && value != known.Get(name))
        .Select(name => KeyValuePair.Create(name, facts[name])));
}
