using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Handoffs;

public sealed class HandoffTests
{
    private static readonly HandoffId s_id = new(IdSource.From("handoff", "deal", "1"));
    private HandoffState? _state;

    [Fact]
    [Trait("Requirement", "A6.1")]
    public void Customer_success_cannot_be_assigned_while_a_mandatory_field_is_missing()
    {
        Request(["goals", "stakeholders"], ("goals", " "));

        Refusal refusal = Refused(new HandoffCommand.AssignCsOwner("csm@vendor.example"));

        Assert.Equal(RefusalReason.HandoffIncomplete, refusal.Reason);
        Assert.Equal<string>(["goals", "stakeholders"], refusal.Details);
    }

    [Fact]
    [Trait("Requirement", "A6.1")]
    public void A_tier_that_asks_for_more_closes_the_gate_again()
    {
        Request(["goals"], ("goals", "Go live"));
        Do(new HandoffCommand.ChangeTier("high_touch", ["goals", "stakeholders"]));

        Assert.Equal(
            RefusalReason.HandoffIncomplete, Refused(new HandoffCommand.AssignCsOwner("csm@vendor.example")).Reason);
    }

    [Fact]
    [Trait("Requirement", "A6.1")]
    public void A_field_that_is_emptied_closes_the_gate_again()
    {
        Request(["goals"], ("goals", "Go live"));
        Do(new HandoffCommand.TakeFields(FieldMap.None));

        Assert.Equal(
            RefusalReason.HandoffIncomplete, Refused(new HandoffCommand.AssignCsOwner("csm@vendor.example")).Reason);
    }

    [Fact]
    [Trait("Requirement", "A3.3")]
    public void It_is_complete_once_all_fields_are_there_and_somebody_is_assigned()
    {
        Request(["goals"], ("goals", "Go live"));
        Assert.Equal("ready", Handoff.StateName(_state!));

        Do(new HandoffCommand.AssignCsOwner("csm@vendor.example"));
        Assert.Equal(("complete", Starts.WonAt), (Handoff.StateName(_state!), _state!.CompletedAt));
    }

    [Fact]
    public void It_becomes_complete_once_however_often_the_owner_changes()
    {
        Request(["goals"], ("goals", "Go live"));
        ImmutableArray<HandoffEvent> first = Do(new HandoffCommand.AssignCsOwner("a@vendor.example"));
        ImmutableArray<HandoffEvent> second = Do(new HandoffCommand.AssignCsOwner("b@vendor.example"));

        Assert.Single(first.OfType<HandoffEvent.Completed>());
        Assert.Equal<HandoffEvent>([new HandoffEvent.CsOwnerAssigned("b@vendor.example")], second);
        Assert.Empty(Do(new HandoffCommand.AssignCsOwner("b@vendor.example")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Jane Doe")]
    [InlineData("@vendor.example")]
    [InlineData("jane@")]
    public void Customer_success_is_assigned_to_a_mail_address_only(string email)
    {
        Request(["goals"], ("goals", "Go live"));

        Assert.Equal(RefusalReason.OwnerRequired, Refused(new HandoffCommand.AssignCsOwner(email)).Reason);
    }

    [Fact]
    public void A_withdrawn_handoff_takes_no_owner_and_hears_nothing_more()
    {
        Request(["goals"], ("goals", "Go live"));
        Do(new HandoffCommand.Withdraw());

        Assert.Equal(RefusalReason.StateConflict, Refused(new HandoffCommand.AssignCsOwner("a@vendor.example")).Reason);
        Assert.Empty(Do(new HandoffCommand.TakeFields(FieldMap.None)));
        Assert.Empty(Do(new HandoffCommand.RefuseStart("late")));
        Assert.Empty(Do(new HandoffCommand.Withdraw()));
    }

    [Fact]
    public void A_refused_start_is_noted_once_and_tried_again_when_its_hour_has_come()
    {
        Request(["goals"], ("goals", "Go live"));
        Assert.Single(Do(new HandoffCommand.RefuseStart("no playbook")));
        Assert.Empty(Do(new HandoffCommand.RefuseStart("no playbook")));
        Assert.Single(Do(new HandoffCommand.RefuseStart("no variant")));

        Assert.Empty(Do(new HandoffCommand.RetryStart()));
        Assert.Single(Do(new HandoffCommand.RetryStart(), Starts.WonAt + Handoff.RetryAfter));
        Assert.Null(_state!.RetryAt);
    }

    [Fact]
    public void What_held_it_up_is_forgotten_when_it_is_complete()
    {
        Request(["goals"], ("goals", "Go live"));
        Do(new HandoffCommand.RefuseStart("nobody holds the role"));
        Do(new HandoffCommand.AssignCsOwner("csm@vendor.example"));

        Assert.Null(_state!.StartRefusedBecause);
        Assert.Null(_state.RetryAt);
    }

    [Fact]
    public void Asking_twice_makes_one_handoff()
    {
        Request(["goals"]);
        Assert.Empty(Do(new HandoffCommand.Request(s_id, "deal", "acme", "x", [], FieldMap.None, Starts.WonAt)));
    }

    private void Request(ImmutableArray<string> required, params (string Name, string Value)[] fields) => Do(
        new HandoffCommand.Request(
            s_id, "deal", "acme", "self_service", required,
            FieldMap.Of([.. fields.Select(field => (field.Name, FieldValue.OfText(field.Value)))]), Starts.WonAt));

    private ImmutableArray<HandoffEvent> Do(HandoffCommand command, DateTimeOffset? now = null)
    {
        ImmutableArray<HandoffEvent> events = Assert.IsType<Decision<HandoffEvent>.Accepted>(
            Handoff.Decide(_state, command, now ?? Starts.WonAt)).Events;
        _state = events.Aggregate(_state, Handoff.Evolve);
        return events;
    }

    private Refusal Refused(HandoffCommand command) => Assert.IsType<Decision<HandoffEvent>.Refused>(
        Handoff.Decide(_state, command, Starts.WonAt)).Refusal;
}
