using System.Diagnostics;

using Onboarding.Model.NextActions;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Next actions on the wire.</summary>
internal static class NextActions
{
    public static V1.NextAction ToWire(ActionSubject subject, NextAction action, int rank) => new()
    {
        Rank = rank,
        Resource = subject.Name.ToString(),
        DisplayName = subject.Title,
        Kind = KindOf(action.Kind),
        Key = action.Key,
        Role = action.Role,
        Owner = action.Owner,
        AtCustomer = action.AtCustomer,
        Action = action.What,
        Reason = ReasonOf(action.Reason),
        Explanation = action.Why,
        DueDate = Wire.Of(action.DueOn),
        OverdueDays = action.OverdueDays,
        WaitingTasks = action.WaitingTasks,
        Call = ActionCalls.Of(subject, action),
    };

    private static V1.ActionKind KindOf(ActionKind kind) => kind switch
    {
        ActionKind.AcknowledgeEscalation => V1.ActionKind.AcknowledgeEscalation,
        ActionKind.ResolveBlocker => V1.ActionKind.ResolveBlocker,
        ActionKind.CompleteTask => V1.ActionKind.CompleteTask,
        ActionKind.ReceiveInput => V1.ActionKind.ReceiveInput,
        ActionKind.VerifyInput => V1.ActionKind.VerifyInput,
        ActionKind.ConfirmMilestone => V1.ActionKind.ConfirmMilestone,
        ActionKind.ProveMilestone => V1.ActionKind.ProveMilestone,
        ActionKind.ConfirmSetupAction => V1.ActionKind.ConfirmSetupAction,
        ActionKind.RetrySetupAction => V1.ActionKind.RetrySetupAction,
        ActionKind.MoveKickoff => V1.ActionKind.MoveKickoff,
        ActionKind.NameRecipient => V1.ActionKind.NameRecipient,
        ActionKind.SkipTask => V1.ActionKind.SkipTask,
        ActionKind.MigrateOnboarding => V1.ActionKind.MigrateOnboarding,
        ActionKind.FillHandoffField => V1.ActionKind.FillHandoffField,
        ActionKind.AssignCsOwner => V1.ActionKind.AssignCsOwner,
        ActionKind.PublishPlaybook => V1.ActionKind.PublishPlaybook,
        _ => throw new UnreachableException(),
    };

    private static V1.ActionReason ReasonOf(ActionReason reason) => reason switch
    {
        ActionReason.EscalationRaised => V1.ActionReason.EscalationRaised,
        ActionReason.BlockerOpen => V1.ActionReason.BlockerOpen,
        ActionReason.SetupActionFailed => V1.ActionReason.SetupActionFailed,
        ActionReason.SetupActionOpen => V1.ActionReason.SetupActionOpen,
        ActionReason.RecipientUnknown => V1.ActionReason.RecipientUnknown,
        ActionReason.Overdue => V1.ActionReason.Overdue,
        ActionReason.MilestoneAtRisk => V1.ActionReason.MilestoneAtRisk,
        ActionReason.InputReceived => V1.ActionReason.InputReceived,
        ActionReason.InputMissing => V1.ActionReason.InputMissing,
        ActionReason.WorkWaits => V1.ActionReason.WorkWaits,
        ActionReason.StageWaits => V1.ActionReason.StageWaits,
        ActionReason.GoLiveWaits => V1.ActionReason.GoLiveWaits,
        ActionReason.KickoffOpen => V1.ActionReason.KickoffOpen,
        ActionReason.Deadlock => V1.ActionReason.Deadlock,
        ActionReason.HandoffIncomplete => V1.ActionReason.HandoffIncomplete,
        ActionReason.StartRefused => V1.ActionReason.StartRefused,
        _ => throw new UnreachableException(),
    };
}
