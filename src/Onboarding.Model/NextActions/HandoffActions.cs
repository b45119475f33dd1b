using System.Collections.Immutable;

using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Reactions;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.NextActions;

/// <summary>What is to be done before an onboarding can start, by whom and why. Pure.</summary>
public static class HandoffActions
{
    // Who answers for what sales owes when the deal names no account executive; for the assignment; for the start.
    private static readonly ImmutableArray<string> s_sales =
        [OnboardingReactions.AccountExecutiveRole, "vp_sales", "rev_ops", "cs_ops"];

    private static readonly ImmutableArray<string> s_success =
        ["csm_lead", "cs_ops", "vp_cs", OnboardingReactions.CsmRole];
    private static readonly ImmutableArray<string> s_operations =
        ["cs_ops", "rev_ops", "vp_cs", OnboardingReactions.CsmRole];

    /// <summary>Everything that can be done now, the most pressing first; empty when nothing holds the start.</summary>
    /// <param name="handoff">The handoff.</param>
    /// <param name="settings">Of its workspace.</param>
    /// <param name="tasks">Number of tasks of the plan that it leads to: all of them wait; 0 for no plan.</param>
    /// <param name="now">The present instant.</param>
    public static ImmutableArray<NextAction> Of(
        HandoffState handoff, WorkspaceSettings settings, int tasks, DateTimeOffset now)
    {
        if (handoff.WithdrawnAt is not null)
        {
            return [];
        }

        int days = (now - handoff.WonAt).Days;
        string since = $"The deal was won on {settings.Calendar.DayOf(handoff.WonAt):yyyy-MM-dd}, "
            + $"{days} {(days == 1 ? "day" : "days")} ago.";
        IEnumerable<NextAction> actions = handoff switch
        {
            { Missing.IsEmpty: false } => handoff.Missing.Select(field => Fill(handoff, settings, field, since)),
            { CsOwner: null } => [Assign(handoff, settings, since)],
            { StartRefusedBecause: { } because } => [Mend(handoff, settings, $"{because} {since}")],
            _ => [],
        };
        return ActionOrder.Ranked(actions.Select(action => action with { WaitingTasks = tasks }));
    }

    private static NextAction Fill(HandoffState handoff, WorkspaceSettings settings, string field, string since)
    {
        // The account executive is known by the deal even where the settings name none.
        string? seller = handoff.Fields.TextOf("owner_email");
        (string role, string owner) = MailAddress.IsOne(seller)
            ? (OnboardingReactions.AccountExecutiveRole, seller!)
            : HolderOf(s_sales, handoff, settings);
        return new NextAction
        {
            Kind = ActionKind.FillHandoffField,
            Key = field,
            Role = role,
            Owner = owner,
            AtCustomer = false,
            What = $"Fill in {field} on the deal",
            Reason = ActionReason.HandoffIncomplete,
            Why = $"Customer success cannot be assigned without it. {since}",
            Fields = [field],
        };
    }

    private static NextAction Assign(HandoffState handoff, WorkspaceSettings settings, string since)
    {
        (string role, string owner) = HolderOf(s_success, handoff, settings);
        return new NextAction
        {
            Kind = ActionKind.AssignCsOwner,
            Key = "",
            Role = role,
            Owner = owner,
            AtCustomer = false,
            What = "Assign customer success",
            Reason = handoff.StartRefusedBecause is null ? ActionReason.HandoffIncomplete : ActionReason.StartRefused,
            Why = (handoff.StartRefusedBecause ?? "Its fields are filled in, and nobody in customer success has it.")
                + $" {since}",
        };
    }

    private static NextAction Mend(HandoffState handoff, WorkspaceSettings settings, string why)
    {
        (string role, string owner) = HolderOf(s_operations, handoff, settings);
        return new NextAction
        {
            Kind = ActionKind.PublishPlaybook,
            Key = "",
            Role = role,
            Owner = owner,
            AtCustomer = false,
            What = "Let the onboarding start",
            Reason = ActionReason.StartRefused,
            Why = why,
        };
    }

    /// <summary>The first of some roles that somebody holds, else any role inside; "" where nobody holds one.</summary>
    private static (string Role, string Owner) HolderOf(
        ImmutableArray<string> roles, HandoffState handoff, WorkspaceSettings settings)
    {
        IEnumerable<string> inside =
            settings.Roles.Select(line => line.Role).Where(role => !Role.IsAtCustomer(role));
        return roles.Concat(inside)
            .Select(role => (role, settings.HolderOf(role, handoff.Tier, handoff.AccountKey) ?? ""))
            .FirstOrDefault(held => held.Item2.Length > 0, (roles[0], ""));
    }
}
