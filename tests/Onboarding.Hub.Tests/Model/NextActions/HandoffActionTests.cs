using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.NextActions;
using Onboarding.Model.Workspaces;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.NextActions;

public sealed class HandoffActionTests
{
    private static readonly WorkspaceSettings s_settings = Settings.TwoTiers with
    {
        Roles =
        [
            .. Settings.TwoTiers.Roles, new RoleAssignment("vp_sales", null, ["vp@sales.example"]),
            new RoleAssignment("csm_lead", null, ["lead@vendor.example"]),
            new RoleAssignment("cs_ops", null, ["ops@vendor.example"]),
        ],
    };

    private static readonly HandoffState s_handoff = new()
    {
        Id = new HandoffId(IdSource.From("handoff")),
        OpportunityKey = "deal",
        AccountKey = "acme",
        Tier = "high_touch",
        Required = ["goals", "stakeholders"],
        Fields = FieldMap.Of(("owner_email", FieldValue.OfText("adam@sales.example"))),
        WonAt = Starts.WonAt,
        RequestedAt = Starts.WonAt,
        WasBlocked = true,
    };

    private static FieldMap Filled => s_handoff.Fields.With(FieldMap.Of(
        ("goals", FieldValue.OfText("Go live")), ("stakeholders", FieldValue.OfText("Ann"))));

    [Fact]
    [Trait("Requirement", "A13.2")]
    public void Each_missing_field_is_asked_of_the_deals_account_executive()
    {
        ImmutableArray<NextAction> actions = Of(s_handoff);

        Assert.Equal(["goals", "stakeholders"], actions.Select(action => action.Key));
        Assert.All(actions, action => Assert.Equal(
            (ActionKind.FillHandoffField, "ae", "adam@sales.example", 7),
            (action.Kind, action.Role, action.Owner, action.WaitingTasks)));
        Assert.EndsWith("The deal was won on 2026-03-02, 3 days ago.", actions[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A13.2")]
    public void Without_an_account_executive_it_is_asked_of_the_head_of_sales()
    {
        ImmutableArray<NextAction> actions = Of(s_handoff with { Fields = FieldMap.None });
        Assert.All(actions, action => Assert.Equal(("vp_sales", "vp@sales.example"), (action.Role, action.Owner)));
    }

    [Fact]
    public void Where_nobody_of_sales_is_known_it_falls_to_anybody_inside_and_never_to_the_customer()
    {
        WorkspaceSettings few = s_settings with
        {
            Roles =
            [
                new RoleAssignment("customer_admin", null, ["admin@customer.example"]),
                new RoleAssignment("training", null, ["tara@vendor.example"]),
            ],
        };
        HandoffState unsold = s_handoff with { Fields = FieldMap.None };
        Assert.All(
            HandoffActions.Of(unsold, few, 7, Starts.WonAt),
            action => Assert.Equal(("training", "tara@vendor.example"), (action.Role, action.Owner)));
        Assert.All(
            HandoffActions.Of(unsold, few with { Roles = [] }, 7, Starts.WonAt),
            action => Assert.Equal(("ae", ""), (action.Role, action.Owner)));
    }

    [Fact]
    public void A_complete_handoff_is_to_be_assigned_by_the_lead()
    {
        NextAction action = Assert.Single(Of(s_handoff with { Fields = Filled }));
        Assert.Equal((ActionKind.AssignCsOwner, "csm_lead"), (action.Kind, action.Role));
    }

    [Fact]
    public void A_start_that_was_refused_is_to_be_mended_by_operations_and_says_why()
    {
        NextAction action = Assert.Single(Of(s_handoff with
        {
            Fields = Filled,
            CsOwner = "csm@vendor.example",
            CompletedAt = Starts.WonAt,
            StartRefusedBecause = "Playbook small is not published.",
        }));
        Assert.Equal((ActionKind.PublishPlaybook, "cs_ops"), (action.Kind, action.Role));
        Assert.StartsWith("Playbook small is not published. The deal was won", action.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_withdrawn_or_under_way_asks_for_nothing()
    {
        Assert.Empty(Of(s_handoff with { WithdrawnAt = Starts.WonAt }));
        Assert.Empty(Of(s_handoff with
        {
            Fields = Filled,
            CsOwner = "csm@vendor.example",
            CompletedAt = Starts.WonAt,
        }));
    }

    private static ImmutableArray<NextAction> Of(HandoffState handoff) =>
        HandoffActions.Of(handoff, s_settings, 7, Starts.WonAt.AddDays(3));
}
