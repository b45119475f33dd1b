using System.Diagnostics;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Playbooks;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Set-up actions on the wire: their state with the definition in the plan.</summary>
internal static class SetupActions
{
    public static V1.SetupAction ToWire(WorkspaceId workspace, SetupActionState action, OnboardingState onboarding)
    {
        SetupActionDefinition definition = onboarding.Plan.SetupActions.First(known => known.Key == action.Key);
        return new V1.SetupAction
        {
            Key = action.Key,
            DisplayName = definition.Title,
            System = definition.System,
            Owner = action.Owner,
            State = StateOf(action.Phase),
            Request = action.Request,
            RequestTime = Wire.Of(action.RequestedAt),
            ConfirmByDate = Wire.Of(action.ConfirmBy),
            Overdue = action.Overdue,
            Reference = action.Reference ?? "",
            Reason = action.Reason ?? "",
            Closer = action.ClosedBy ?? "",
            CloseTime = Wire.Of(action.ClosedAt),
            Delivery = action.Request == 0 ? "" : new ResourceName(
                workspace, Collection.Deliveries,
                Delivery.KeyOf(onboarding.Start.Id, action.Key, action.Request)).ToString(),
            After = { definition.After },
            AfterTasks = { definition.AfterTasks },
            NeedsInputs = { definition.NeedsInputs },
            NeedsMilestones = { definition.NeedsMilestones },
            Completes = definition.Completes ?? "",
        };
    }

    private static V1.SetupActionState StateOf(SetupActionPhase phase) => phase switch
    {
        SetupActionPhase.Waiting => V1.SetupActionState.Waiting,
        SetupActionPhase.Requested => V1.SetupActionState.Requested,
        SetupActionPhase.Accepted => V1.SetupActionState.Accepted,
        SetupActionPhase.ByHand => V1.SetupActionState.ByHand,
        SetupActionPhase.Confirmed => V1.SetupActionState.Confirmed,
        SetupActionPhase.Failed => V1.SetupActionState.Failed,
        SetupActionPhase.Skipped => V1.SetupActionState.Skipped,
        _ => throw new UnreachableException(),
    };
}
