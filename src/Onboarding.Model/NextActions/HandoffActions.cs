using System.Collections.Immutable;

using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Reactions;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.NextActions;

/// <summary>What is to be done before an onboarding can start, by whom and why. Pure.</summary>
public static class HandoffActions
{
    // Who answers for what sales owes when nobody is known as the deal's account executive, and then for its assignment.
    private static readonly ImmutableArray<string> s_sales =
        [OnboardingReactions.AccountExecutiveRole, "vp_sales", "rev_ops", "cs_ops"];

    private static readonly ImmutableArray<string> s_success = ["csm_lead", "cs_ops", "vp_cs", OnboardingReactions.CsmRole];
    private static readonly ImmutableArray<string> s_operations = ["cs_ops", "rev_ops", "vp_cs", OnboardingReactions.CsmRole];

    /// <summary>Everything that can be done now, the most pressing first; empty when nothing keeps the start back.</summary>
    /// <param name="handoff">The handoff.</param>
    /// <param name="settings">Of its workspace.</param>
    /// <param name="tasks">Number of tasks of the plan that it leads to, all of which wait; 0 when there is no plan.</param>
    /// <param name="now">The present instant.</param>
    public static ImmutableArray<NextAction> Of(
        HandoffState handoff, WorkspaceSettings settings, int tasks, DateTimeOffset now)
    {
        if (handoff.WithdrawnAt is not null)
        {
            return [];
        }

        int days = (now - handoff.WonAt).Days;
        string since = $"the deal was won on {settings.Calendar.DayOf(handoff.WonAt):yyyy-MM-dd}, {days} {(days == 1 ? "day" : "days")} ago";
        return handoff switch
        {
            { Missing.IsEmpty: false } => ActionOrder.Ranked(handoff.Missing.Select(field => Fill(handoff, settings, field, since))
                .Select(action => action with { WaitingTasks = tasks })),
            { CsOwner: null } => [Assign(handoff, settings, since) with { WaitingTasks = tasks }],
            { StartRefusedBecause: { } because } =>
            [
                For(handoff, settings, s_operations) with
                {
                    Kind = ActionKind.PublishPlaybook,
                    What = "Let the onboarding start",
                    Reason = ActionReason.StartRefused,
                    Why = $"{because} {char.ToUpperInvariant(since[0])}{since[1..]}.",
                    WaitingTasks = tasks,
                },
            ],
            _ => [],
        };
    }

    private static NextAction Fill(HandoffState handoff, WorkspaceSettings settings, string field, string since)
    {
        NextAction action = For(handoff, settings, s_sales);
        return action with
        {
            Kind = ActionKind.FillHandoffField,
            Key = field,
            Owner = action.Role == OnboardingReactions.AccountExecutiveRole
                && handoff.Fields.TextOf("owner_email") is { } owner && MailAddress.IsOne(owner) ? owner : action.Owner,
            What = $"Fill in {field} on the deal",
            Reason = ActionReason.HandoffIncomplete,
            Why = $"customer success cannot be assigned without it; {since}",
            Fields = [field],
        };
    }

    private static NextAction Assign(HandoffState handoff, WorkspaceSettings settings, string since) =>
        For(handoff, settings, s_success) with
        {
            Kind = ActionKind.AssignCsOwner,
            What = "Assign customer success",
            Reason = handoff.StartRefusedBecause is null ? ActionReason.HandoffIncomplete : ActionReason.StartRefused,
            Why = $"{handoff.StartRefusedBecause ?? "The handoff is complete and nobody in customer success has it."} "
                + $"{char.ToUpperInvariant(since[0])}{since[1..]}.",
        };

    /// <summary>The action of the first of some roles that somebody holds; of any role when nobody holds one of these.</summary>
    private static NextAction For(HandoffState handoff, WorkspaceSettings settings, ImmutableArray<string> roles)
    {
        // The account executive is known by the deal even where the settings name none.
        bool sales = roles == s_sales && MailAddress.IsOne(handoff.Fields.TextOf("owner_email"));
        string role = sales ? OnboardingReactions.AccountExecutiveRole
            : roles.FirstOrDefault(known => HolderOf(known, handoff, settings) is not null)
                ?? settings.Roles.FirstOrDefault(known => !Role.IsAtCustomer(known.Role))?.Role ?? roles[0];
        return new NextAction
        {
            Kind = ActionKind.AssignCsOwner,
            Key = "",
            Role = role,
            Owner = HolderOf(role, handoff, settings) ?? "",
            AtCustomer = false,
            What = "",
            Reason = ActionReason.HandoffIncomplete,
            Why = "",
        };
    }

    private static string? HolderOf(string role, HandoffState handoff, WorkspaceSettings settings) =>
        settings.HolderOf(role, handoff.Tier, handoff.AccountKey);
}
