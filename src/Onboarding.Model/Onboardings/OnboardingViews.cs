using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
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
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Fields of the account that the plan's milestones, alerts and set-up actions look at, in ordinal order.</summary>
    public static ImmutableSortedSet<string> FactsOf(PlaybookPlan plan) =>
        plan.Milestones
            .SelectMany(milestone => ConditionFields.Of(milestone.Proof).Append(milestone.AchievedOnField))
            .Concat(plan.Alerts.SelectMany(alert => ConditionFields.Of((alert.Rule as AlertRule.Fact)?.Condition)))
            .OfType<string>()
            .Concat(plan.SetupActions.SelectMany(action => action.SendFields))
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Those of the facts that the plan looks at and that are not known yet.</summary>
    internal static FieldMap News(PlaybookPlan plan, FieldMap known, FieldMap facts) => FieldMap.Of(FactsOf(plan)
        .Where(name => facts.Get(name) is { } value && value != known.Get(name))
        .Select(name => KeyValuePair.Create(name, facts[name])));
}
