using System.Diagnostics;
using System.Text.Json;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Signals;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Onboardings on the wire.</summary>
internal static class Onboardings
{
    public static V1.Onboarding ToWire(Held<OnboardingState> held)
    {
        OnboardingState state = held.State;
        OnboardingStart start = state.Start;
        WorkspaceId workspace = held.Name.Workspace;
        var onboarding = Summary(held.Name, OnboardingViews.Summary(state));
        onboarding.DisplayName = start.Title;
        onboarding.Handoff = start.Handoff is { } handoff
            ? ResourceName.Of(workspace, Collection.Handoffs, handoff.Value).ToString() : "";
        onboarding.PlaybookRevision = Playbooks.RevisionName(
            new ResourceName(workspace, Collection.Playbooks, start.Playbook.Value), state.Revision);
        onboarding.Tier = start.Tier;
        onboarding.State = PhaseOf(state.Phase);
        onboarding.Owner = state.Owner;
        onboarding.WonTime = Wire.Of(start.ClosedWonAt);
        onboarding.KickoffDate = Wire.Of(state.KickoffOn);
        onboarding.CommittedActivationDate = Wire.Of(start.CommittedActivationOn);
        onboarding.Stages.Add(state.Stages.Select(stage => OnboardingParts.Stage(stage, state.Plan)));
        onboarding.Tasks.Add(state.Tasks.Select(task => OnboardingParts.Task(task, state.Plan)));
        onboarding.Milestones.Add(state.Milestones.Select(milestone =>
            OnboardingParts.Milestone(milestone, state.Plan)));
        onboarding.Inputs.Add(state.Inputs.Select(input => OnboardingParts.Input(input, state.Plan)));
        onboarding.SetupActions.Add(state.SetupActions.Select(action =>
            SetupActions.ToWire(workspace, action, state)));
        onboarding.Blockers.Add(state.Blockers.Select(OnboardingParts.Blocker));
        onboarding.Escalations.Add(state.Escalations.Select(OnboardingParts.Escalation));
        onboarding.RoleHolders.Add(state.Owners);
        FieldValues.Fill(onboarding.Facts, state.Facts);
        onboarding.Signals.Add(state.Signals.Select(series => Signals.ToWire(series.Kind, series.Newest)));
        if (state.Series(SignalKind.NpsAnswer) is { } answers
            && NetPromoterScore.Of(answers.Points.Select(point => point.Value)) is { } score)
        {
            onboarding.NetPromoterScore = score;
        }

        onboarding.Etag = held.Etag;
        return onboarding;
    }

    /// <summary>A line of a list.</summary>
    public static V1.Onboarding Listed(WorkspaceId workspace, ListedAggregate row)
    {
        V1.Onboarding onboarding = Summary(
            new ResourceName(workspace, Collection.Onboardings, row.Key), SummaryOf(row));
        onboarding.DisplayName = row.Title;
        onboarding.Tier = row.Tier ?? "";
        onboarding.Owner = row.Owner ?? "";
        onboarding.State = PhaseOf(Enum.Parse<OnboardingPhase>(row.State, ignoreCase: true));
        onboarding.Etag = Held<OnboardingState>.EtagOf(row.Version);
        return onboarding;
    }

    /// <summary>What a line of a list holds.</summary>
    public static OnboardingSummary SummaryOf(ListedAggregate row) =>
        JsonSerializer.Deserialize(row.Summary, ModelJson.Default.OnboardingSummary)
            ?? throw new InvalidOperationException($"The summary of onboarding {row.Key} reads as null.");

    /// <summary>The column value of a state that a list is filtered by; null for any.</summary>
    public static string? Filter(V1.OnboardingState state) => state switch
    {
        V1.OnboardingState.Unspecified => null,
        V1.OnboardingState.Active => "active",
        V1.OnboardingState.Live => "live",
        V1.OnboardingState.Cancelled => "cancelled",
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    public static BlockerKind FromWire(V1.BlockerKind kind) => kind switch
    {
        V1.BlockerKind.MissingCustomerInput => BlockerKind.MissingCustomerInput,
        V1.BlockerKind.InternalApproval => BlockerKind.InternalApproval,
        V1.BlockerKind.ProvisioningStep => BlockerKind.ProvisioningStep,
        V1.BlockerKind.Technical => BlockerKind.Technical,
        V1.BlockerKind.Other => BlockerKind.Other,
        _ => throw Refuse.Field("kind", "The kind is missing or unknown; say what holds the onboarding up."),
    };

    private static V1.Onboarding Summary(ResourceName name, OnboardingSummary summary)
    {
        var onboarding = new V1.Onboarding
        {
            Name = name.ToString(),
            Account = new ResourceName(name.Workspace, Collection.Accounts, summary.AccountKey).ToString(),
            Opportunity = summary.OpportunityKey is { } opportunity
                ? new ResourceName(name.Workspace, Collection.Opportunities, opportunity).ToString()
                : "",
            Health = HealthOf(summary.Health),
            CurrentStage = summary.Stage,
            StartTime = Wire.Of(summary.StartedAt),
            EndTime = Wire.Of(summary.EndedAt),
            TasksDone = summary.TasksDone,
            TasksTotal = summary.TasksTotal,
            MilestonesAchieved = summary.MilestonesAchieved,
            MilestonesTotal = summary.MilestonesTotal,
            OpenEscalations = summary.OpenEscalations,
            SetupActionsDone = summary.SetupActionsDone,
            SetupActionsTotal = summary.SetupActionsTotal,
            InputsVerified = summary.InputsVerified,
            InputsTotal = summary.InputsTotal,
        };
        if (summary.TimeToValueDays is { } days)
        {
            onboarding.TimeToValueDays = days;
        }

        return onboarding;
    }

    public static V1.OnboardingState PhaseOf(OnboardingPhase phase) => phase switch
    {
        OnboardingPhase.Active => V1.OnboardingState.Active,
        OnboardingPhase.Live => V1.OnboardingState.Live,
        OnboardingPhase.Cancelled => V1.OnboardingState.Cancelled,
        _ => throw new UnreachableException(),
    };

    public static V1.OnboardingHealth HealthOf(OnboardingHealth health) => health switch
    {
        OnboardingHealth.OnTrack => V1.OnboardingHealth.OnTrack,
        OnboardingHealth.Behind => V1.OnboardingHealth.Behind,
        OnboardingHealth.Stalled => V1.OnboardingHealth.Stalled,
        OnboardingHealth.AtRisk => V1.OnboardingHealth.AtRisk,
        _ => throw new UnreachableException(),
    };
}
