using System.Collections.Immutable;

using Onboarding.Model.Conditions;
using Onboarding.Model.Messages;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Whether each message can be made, filled and addressed, and whether one is missing that people rely on.</summary>
internal static class MessageCheck
{
    // Requirements A14.1, A14.3, A14.4, A14.7, A14.8, A14.10 and A14.11.
    private static readonly ImmutableArray<(MessageOccasion Occasion, string Missing)> s_wanted =
    [
        (MessageOccasion.Start, "nobody is welcomed"),
        (MessageOccasion.MilestoneReached, "nobody hears of a milestone that was reached"),
        (MessageOccasion.TaskOverdue, "nobody hears of a task that is overdue"),
        (MessageOccasion.Stalled, "nobody hears of a customer who is stalled"),
        (MessageOccasion.SlaBreached, "nobody hears of a stage past its SLA"),
        (MessageOccasion.EscalationRaised, "nobody hears of an escalation"),
        (MessageOccasion.Live, "nobody hears that the customer is live, and nobody is asked for feedback"),
    ];

    public static IEnumerable<PlanFinding> Findings(PlaybookPlan plan, WorkspaceSettings workspace) =>
    [
        .. plan.Messages.SelectMany(message => Tokens(plan, message)),
        .. plan.Messages.SelectMany(message => Roles(plan, message, workspace)),
        .. plan.Messages.Select(message => (message, Never: Never(plan, message)))
            .Where(found => found.Never is not null)
            .Select(found => Error(plan, found.message, $"it can never be due: {found.Never}")),
        .. Missing(plan),
    ];

    private static IEnumerable<PlanFinding> Tokens(PlaybookPlan plan, MessageDefinition message)
    {
        foreach (string name in MessageText.Tokens(message.Subject)
            .Union(MessageText.Tokens(message.Body), StringComparer.Ordinal))
        {
            if (MessageToken.Find(name) is not { } token)
            {
                yield return Error(plan, message, $"there is no token '{{{{{FileFaultText(name)}}}}}'; known are "
                    + string.Join(", ", MessageToken.All.Where(one => one.IsFilledBy(message.On.Occasion))
                        .Select(one => one.Name)));
            }
            else if (!token.IsFilledBy(message.On.Occasion))
            {
                yield return Error(plan, message,
                    $"its occasion cannot fill '{{{{{name}}}}}', which is for {string.Join(", ", token.Occasions)}");
            }
        }
    }

    private static IEnumerable<PlanFinding> Roles(
        PlaybookPlan plan, MessageDefinition message, WorkspaceSettings workspace)
    {
        foreach (string role in message.To.Where(Role.IsAtCustomer))
        {
            if (message.On.IsAlarm)
            {
                yield return Error(plan, message, $"it is an alarm inside and must not go to '{role}' at the customer");
            }
            else if (workspace.Roles.All(known => known.Role != role)
                && !Stakeholders.Roles.Contains(role, StringComparer.Ordinal))
            {
                yield return Error(plan, message, $"nobody can hold the role '{role}': neither the workspace nor a deal "
                    + "knows it");
            }
        }
    }

    private static string? Never(PlaybookPlan plan, MessageDefinition message) => message.On switch
    {
        { Occasion: MessageOccasion.StageEntered, Key: { } key } when plan.Stages.All(one => one.Key != key) =>
            $"there is no stage '{key}'",
        { Occasion: MessageOccasion.MilestoneReached, Key: { } key } when plan.Milestones.All(one => one.Key != key) =>
            $"there is no milestone '{key}'",
        { Occasion: MessageOccasion.TaskDone, Key: { } key } when plan.Tasks.All(one => one.Key != key) =>
            $"there is no task '{key}'",
        { Occasion: MessageOccasion.TaskReminder } when plan.Tasks.All(one => one.RemindDaysBefore.IsEmpty) =>
            "no task has reminders",
        { Occasion: MessageOccasion.InputsOpen } when !plan.Inputs.Any(
            input => message.To.Contains(input.OwnerRole, StringComparer.Ordinal)) =>
            "none of its roles owes an input",
        { Due: { } due } when !IsKnown(plan, due) => $"there is no {due.Anchor} '{due.Key}'".ToLowerInvariant(),
        _ when message.To.IsEmpty => "it goes to nobody",
        _ when message.When is { } when && ConditionReach.Contradiction(when) is { } never => never,
        _ => null,
    };

    private static bool IsKnown(PlaybookPlan plan, DueRule due) => due.Anchor switch
    {
        DueAnchor.StageEntry => plan.Stages.Any(one => one.Key == due.Key),
        DueAnchor.Task => plan.Tasks.Any(one => one.Key == due.Key),
        DueAnchor.Milestone => plan.Milestones.Any(one => one.Key == due.Key),
        DueAnchor.Alert => plan.Alerts.Any(one => one.Key == due.Key),
        _ => true,
    };

    // A playbook without any message tells by next actions alone; one that writes at all is taken at its word.
    private static IEnumerable<PlanFinding> Missing(PlaybookPlan plan) => plan.Messages.IsEmpty
        ? []
        : s_wanted.Where(wanted => plan.Messages.All(message => message.On.Occasion != wanted.Occasion))
            .Select(wanted => PlanFinding.Warning(plan, PlaybookPart.Variant, plan.Variant,
                $"it has messages and none for {wanted.Occasion}: {wanted.Missing}"));

    private static string FileFaultText(string name) => name.Length <= 40 ? name : name[..40];

    private static PlanFinding Error(PlaybookPlan plan, MessageDefinition message, string text) =>
        PlanFinding.Error(plan, PlaybookPart.Message, message.Key, text);
}
