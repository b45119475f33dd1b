using System.Diagnostics;

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model.NextActions;

namespace Onboarding.Hub.Api.Translation;

/// <summary>The calls that carry actions out, with everything filled in that is known.</summary>
internal static class ActionCalls
{
    private static readonly ServiceDescriptor s_onboardings = V1.OnboardingService.Descriptor;

    public static V1.ActionCall Of(ActionSubject subject, NextAction action)
    {
        string name = subject.Name.ToString();
        string key = action.Key;
        return action.Kind switch
        {
            ActionKind.AcknowledgeEscalation => Call(
                s_onboardings, new V1.AcknowledgeEscalationRequest { Name = name, Cause = key }),
            ActionKind.ResolveBlocker => Call(
                s_onboardings, new V1.ResolveBlockerRequest { Name = name, Blocker = key }),
            ActionKind.CompleteTask => Call(s_onboardings, new V1.CompleteTaskRequest { Name = name, Task = key }),
            ActionKind.ReceiveInput => Call(
                s_onboardings, new V1.ReceiveInputRequest { Name = name, Input = key }, "content"),
            ActionKind.VerifyInput => Call(s_onboardings, new V1.VerifyInputRequest { Name = name, Input = key }),
            ActionKind.ConfirmMilestone => Call(
                s_onboardings, new V1.ConfirmMilestoneRequest { Name = name, Milestone = key }, "achieve_date",
                "evidence"),
            ActionKind.ProveMilestone => OfAccount(subject, action),
            ActionKind.ConfirmSetupAction => Call(
                s_onboardings, new V1.ConfirmSetupActionRequest { Name = name, SetupAction = key }, "reference"),
            ActionKind.RetrySetupAction => Call(
                s_onboardings, new V1.RetrySetupActionRequest { Name = name, SetupAction = key }),
            ActionKind.MoveKickoff => Call(s_onboardings, new V1.MoveKickoffRequest { Name = name }, "kickoff_date"),
            ActionKind.NameRecipient => Call(
                s_onboardings, new V1.AssignRoleRequest { Name = name, Role = key }, "owner"),
            ActionKind.SkipTask => Call(s_onboardings, new V1.SkipTaskRequest { Name = name, Task = key }, "reason"),
            ActionKind.MigrateOnboarding => Call(
                s_onboardings, new V1.MigrateOnboardingRequest { Name = name }, "playbook_revision"),
            ActionKind.FillHandoffField => OfDeal(subject, action),
            ActionKind.AssignCsOwner => Call(
                V1.HandoffService.Descriptor, new V1.AssignCsOwnerRequest { Name = name }, "cs_owner"),
            ActionKind.PublishPlaybook => Call(
                V1.PlaybookService.Descriptor,
                new V1.PublishPlaybookRevisionRequest { Parent = ResourceName.Of(subject.Name.Workspace).ToString() },
                "source"),
            _ => throw new UnreachableException(),
        };
    }

    private static V1.ActionCall OfAccount(ActionSubject subject, NextAction action)
    {
        var account = new ResourceName(subject.Name.Workspace, Collection.Accounts, subject.AccountKey);
        return Call(
            V1.AccountService.Descriptor,
            new V1.UpdateAccountRequest
            {
                Account = new V1.Account { Name = account.ToString() },
                UpdateMask = MaskOf(action),
            },
            [.. action.Fields.Select(field => $"account.fields.{field}")]);
    }

    private static V1.ActionCall OfDeal(ActionSubject subject, NextAction action)
    {
        var deal = new ResourceName(subject.Name.Workspace, Collection.Opportunities, subject.OpportunityKey!);
        return Call(
            V1.OpportunityService.Descriptor,
            new V1.UpdateOpportunityRequest
            {
                Opportunity = new V1.Opportunity { Name = deal.ToString() },
                UpdateMask = MaskOf(action),
            },
            [.. action.Fields.Select(field => $"opportunity.fields.{field}")]);
    }

    private static FieldMask MaskOf(NextAction action) =>
        new() { Paths = { action.Fields.Select(field => $"fields.{field}") } };

    private static V1.ActionCall Call(ServiceDescriptor service, IMessage request, params string[] missing)
    {
        MethodDescriptor method = service.Methods.Single(known => known.InputType == request.Descriptor);
        return new V1.ActionCall
        {
            Method = $"{service.FullName}/{method.Name}",
            Request = JsonFormatter.Default.Format(request),
            MissingFields = { missing, "request_id" },
        };
    }
}
