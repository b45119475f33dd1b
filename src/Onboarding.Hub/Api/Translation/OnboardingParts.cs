using System.Diagnostics;

using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

namespace Onboarding.Hub.Api.Translation;

/// <summary>What lies inside an onboarding, on the wire: its state with the definition in the plan.</summary>
internal static class OnboardingParts
{
    public static V1.Stage Stage(StageState state, PlaybookPlan plan) => new()
    {
        Key = state.Key,
        DisplayName = plan.Stages.First(stage => stage.Key == state.Key).Title,
        Owner = state.Owner,
        EnterTime = Wire.Of(state.EnteredAt),
        CompleteTime = Wire.Of(state.CompletedAt),
        SlaDueDate = Wire.Of(state.SlaDueOn),
        SlaBreached = state.SlaBreached,
    };

    public static V1.Task Task(TaskState state, PlaybookPlan plan)
    {
        TaskDefinition definition = plan.Tasks.First(task => task.Key == state.Key);
        return new V1.Task
        {
            Key = state.Key,
            DisplayName = definition.Title,
            Description = definition.Description,
            Stage = definition.Stage,
            Owner = state.Owner,
            State = state.Phase switch
            {
                TaskPhase.Locked => V1.TaskState.Locked,
                TaskPhase.Open => V1.TaskState.Open,
                TaskPhase.Completed => V1.TaskState.Completed,
                TaskPhase.Skipped => V1.TaskState.Skipped,
                _ => throw new UnreachableException(),
            },
            DueDate = Wire.Of(state.DueOn),
            OpenTime = Wire.Of(state.OpenedAt),
            CloseTime = Wire.Of(state.ClosedAt),
            Closer = state.ClosedBy ?? "",
            Overdue = state.Overdue,
            DependsOn = { definition.DependsOn },
            NeedsInputs = { definition.NeedsInputs },
            NeedsMilestones = { definition.NeedsMilestones },
            CustomerVisible = definition.CustomerVisible,
        };
    }

    public static V1.Milestone Milestone(MilestoneState state, PlaybookPlan plan)
    {
        MilestoneDefinition definition = plan.Milestones.First(milestone => milestone.Key == state.Key);
        return new V1.Milestone
        {
            Key = state.Key,
            DisplayName = definition.Title,
            TargetDate = Wire.Of(state.TargetOn),
            AchieveDate = Wire.Of(state.AchievedOn),
            Evidence = state.Evidence ?? "",
            Missed = state.Missed,
            FirstValue = definition.FirstValue,
            ConfirmingRole = definition.ConfirmedBy ?? "",
        };
    }

    public static V1.Input Input(InputState state, PlaybookPlan plan) => new()
    {
        Key = state.Key,
        DisplayName = plan.Inputs.First(input => input.Key == state.Key).Title,
        Owner = state.Owner,
        State = state.Phase switch
        {
            InputPhase.Requested => V1.InputState.Requested,
            InputPhase.Received => V1.InputState.Received,
            InputPhase.Verified => V1.InputState.Verified,
            InputPhase.Refused => V1.InputState.Refused,
            _ => throw new UnreachableException(),
        },
        Content = state.Content ?? "",
        RefusalReason = state.RefusedBecause ?? "",
        ChangeTime = Wire.Of(state.ChangedAt),
    };

    public static V1.Blocker Blocker(BlockerState state) => new()
    {
        Key = state.Key,
        Kind = state.Kind switch
        {
            BlockerKind.MissingCustomerInput => V1.BlockerKind.MissingCustomerInput,
            BlockerKind.InternalApproval => V1.BlockerKind.InternalApproval,
            BlockerKind.ProvisioningStep => V1.BlockerKind.ProvisioningStep,
            BlockerKind.Technical => V1.BlockerKind.Technical,
            BlockerKind.Other => V1.BlockerKind.Other,
            _ => throw new UnreachableException(),
        },
        Description = state.Description,
        Owner = state.Owner,
        RaiseTime = Wire.Of(state.RaisedAt),
        ResolveTime = Wire.Of(state.ResolvedAt),
        Severity = Signals.SeverityOf(state.Severity),
        SeverityRaiseTime = Wire.Of(state.SeverityRaisedAt),
    };

    public static V1.Escalation Escalation(EscalationState state) => new()
    {
        Cause = state.Cause,
        Explanation = state.Why,
        Step = state.Step,
        Owner = state.Owner,
        State = state.Phase switch
        {
            EscalationPhase.Raised => V1.EscalationState.Raised,
            EscalationPhase.Acknowledged => V1.EscalationState.Acknowledged,
            EscalationPhase.Resolved => V1.EscalationState.Resolved,
            _ => throw new UnreachableException(),
        },
        RaiseTime = Wire.Of(state.RaisedAt),
        AcknowledgeByDate = Wire.Of(state.AcknowledgeBy),
    };
}
