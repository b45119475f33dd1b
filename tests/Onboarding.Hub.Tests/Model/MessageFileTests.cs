using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>Messages as a person writes them: read, inherited by variants, and found out where they go wrong.</summary>
public sealed class MessageFileTests
{
    [Theory]
    [InlineData("start", MessageOccasion.Start, null)]
    [InlineData("handoff complete", MessageOccasion.HandoffComplete, null)]
    [InlineData("kickoff moved", MessageOccasion.KickoffMoved, null)]
    [InlineData("stage any", MessageOccasion.StageEntered, null)]
    [InlineData("stage second", MessageOccasion.StageEntered, "second")]
    [InlineData("milestone any", MessageOccasion.MilestoneReached, null)]
    [InlineData("milestone value", MessageOccasion.MilestoneReached, "value")]
    [InlineData("task call", MessageOccasion.TaskDone, "call")]
    [InlineData("task reminder", MessageOccasion.TaskReminder, null)]
    [InlineData("task overdue", MessageOccasion.TaskOverdue, null)]
    [InlineData("blocker raised", MessageOccasion.BlockerRaised, null)]
    [InlineData("stalled", MessageOccasion.Stalled, null)]
    [InlineData("sla breached", MessageOccasion.SlaBreached, null)]
    [InlineData("escalation raised", MessageOccasion.EscalationRaised, null)]
    [InlineData("live", MessageOccasion.Live, null)]
    [InlineData("cancelled", MessageOccasion.Cancelled, null)]
    [InlineData("weekly on friday", MessageOccasion.Weekly, null)]
    [InlineData("inputs open on tuesday", MessageOccasion.InputsOpen, null)]
    [InlineData("3 business days before kickoff", MessageOccasion.Dated, null)]
    public void Every_occasion_is_read(string on, MessageOccasion occasion, string? key)
    {
        MessageTrigger trigger = SmallPlaybook.Read(With(Line(on))).Plans[0].Messages.Single().On;
        Assert.Equal((occasion, key), (trigger.Occasion, trigger.Key));
    }

    [Fact]
    public void Lines_are_joined_to_paragraphs_and_lists_stay_lists()
    {
        string body = SmallPlaybook.Read(With(
            "hello:\n    title: H\n    on: start\n    to: [csm]\n    subject: S\n    body: |\n      Hello,\n\n      one line\n"
            + "      and its rest:\n      {{next_steps}}\n\n      - a\n      - b")).Plans[0].Messages.Single().Body;

        Assert.Equal("Hello,\n\none line and its rest:\n{{next_steps}}\n\n- a\n- b", body);
    }

    [Theory]
    [InlineData("soon", "'soon' brings no message; known are start, ")]
    [InlineData("milestone gone", "'gone' is no milestone of this playbook")]
    [InlineData("task any", "'any' is no task of this playbook")]
    [InlineData("weekly on someday", "'someday' is no weekday")]
    [InlineData("3 days after task gone", "'gone' is no task of this playbook")]
    public void A_fault_is_named_with_its_place(string on, string fault) =>
        Assert.Contains(fault, SmallPlaybook.Faults(With(Line(on))), StringComparison.Ordinal);

    [Theory]
    [InlineData("start", "[csm]", "{{custmer}}", "there is no token '{{custmer}}'; known are recipient, customer, ")]
    [InlineData("start", "[csm]", "{{milestone}}",
        "its occasion cannot fill '{{milestone}}', which is for MilestoneReached")]
    [InlineData("start", "[csm]", "{{customer", null)]
    [InlineData("start", "[nobody]", "B", "the workspace has no role 'nobody'; known are csm")]
    [InlineData("start", "[customer_nobody]", "B", "nobody can hold the role 'customer_nobody'")]
    [InlineData("stalled", "[customer_sponsor]", "B",
        "it is an alarm inside and must not go to 'customer_sponsor' at the customer")]
    [InlineData("start", "[]", "B", "it can never be due: it goes to nobody")]
    [InlineData("task reminder", "[csm]", "B", "it can never be due: no task has reminders")]
    [InlineData("inputs open on tuesday", "[customer_sponsor]", "B",
        "it can never be due: none of its roles owes an input")]
    public void One_that_would_go_wrong_is_found_out_with_its_line(string on, string to, string body, string? expected)
    {
        string findings = SmallPlaybook.Findings(With(
            $"hello:\n    title: H\n    on: {on}\n    to: {to}\n    subject: S\n    body: \"{body}\""));
        Assert.Contains(
            expected is null ? "small.yaml:" : $"small.yaml:23:3: error: high_touch: {expected}", findings,
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A14.4")]
    public void A_playbook_that_writes_and_forgets_what_people_rely_on_is_warned()
    {
        string findings = SmallPlaybook.Findings(With(Line("start")));
        Assert.DoesNotContain("error", findings, StringComparison.Ordinal);
        Assert.DoesNotContain("none for Start", findings, StringComparison.Ordinal);
        Assert.Contains("warning: high_touch: it has messages and none for Stalled", findings, StringComparison.Ordinal);
        Assert.Contains("none for Live: nobody hears that the customer is live", findings, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_changes_adds_and_removes_messages_and_owners_of_blockers()
    {
        PlaybookPlan plan = SmallPlaybook.Read(With(
            $"{Line("start")}\n  bye: {{title: B, on: live, to: [csm], subject: S, body: B}}\nblockers:\n  technical: csm")
            .Replace("    title: All\n", "    title: All\n    blockers: {other: csm}\n    remove: {messages: [bye]}\n"
                + "    change: {messages: {hello: {subject: Own}}}\n    add:\n      messages:\n"
                + "        week: {title: W, on: weekly on friday, to: [csm], subject: S, body: B}\n", StringComparison.Ordinal))
            .Plans[0];

        Assert.Equal([("hello", "Own"), ("week", "S")], plan.Messages.Select(message => (message.Key, message.Subject)));
        Assert.Equal([BlockerKind.Technical, BlockerKind.Other], plan.BlockerOwners.Select(owner => owner.Kind));
    }

    [Fact]
    public void A_milestone_that_a_message_tells_of_is_not_removed_unseen() => Assert.Contains(
        "message 'hello' tells of 'more'; change or remove the message too",
        SmallPlaybook.Faults(With(Line("milestone more"))
            .Replace("milestones:\n", "milestones:\n  more: {title: M, target: 1 day after start, confirmed_by: csm}\n",
                StringComparison.Ordinal)
            .Replace("    title: All\n", "    title: All\n    remove: {milestones: [more]}\n", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    private static string Line(string on) => $"hello: {{title: H, on: {on}, to: [csm], subject: S, body: B}}";

    private static string With(string messages) =>
        SmallPlaybook.With("tasks:\n", $"messages:\n  {messages}\ntasks:\n");
}
