using Onboarding.Model.Playbooks;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>Set-up actions as a person writes them: read, inherited by variants, and found out where they go wrong.</summary>
public sealed class SetupActionFileTests
{
    private const string Ticket = "ticket: {title: T, system: tickets, owner: csm, needs_inputs: [paper], confirm_within: 2 days";

    [Fact]
    public void All_that_is_written_is_read()
    {
        SetupActionDefinition action = SmallPlaybook.Read(With(
            "ticket:\n    title: Ticket\n    system: tickets\n    owner: csm\n    stage: second\n"
            + "    after_tasks: [call]\n    needs_inputs: [paper]\n    needs_milestones: [value]\n    when: complexity = high\n"
            + "    confirm_within: 2 business days\n    completes: close\n    send_fields: [industry]\n    send_inputs: [paper]"))
            .Plans[0].SetupActions.Single();

        Assert.Equal(
            ("tickets", "csm", 2, "second", "close"),
            (action.System, action.OwnerRole, action.ConfirmDays, action.Stage, action.Completes));
        Assert.Equal(["call", "paper", "value", "industry", "paper"],
            [.. action.AfterTasks, .. action.NeedsInputs, .. action.NeedsMilestones, .. action.SendFields, .. action.SendInputs]);
        Assert.NotNull(action.AppliesWhen);
    }

    [Theory]
    [InlineData("ticket: {title: T, system: tickets, owner: csm, needs_inputs: [paper]}", "'confirm_within' is missing")]
    [InlineData(Ticket + ", after: [gone]}", "'gone' is no set-up action of this playbook")]
    [InlineData(Ticket + ", after_tasks: [gone]}", "'gone' is no task of this playbook")]
    [InlineData(Ticket + ", stage: gone}", "'gone' is no stage of this playbook")]
    [InlineData(Ticket + ", completes: gone}", "'gone' is no task of this playbook")]
    [InlineData(Ticket + ", send_fields: [gone]}", "'gone' is no field of an account")]
    [InlineData("ticket: {title: T, owner: csm, confirm_within: 2 days}", "'system' is missing")]
    [InlineData("ticket: {title: T, system: t, owner: csm, confirm_within: soon}", "write it like '14 days'")]
    public void A_fault_is_named_with_its_place(string actions, string fault) =>
        Assert.Contains(fault, SmallPlaybook.Faults(With(actions)), StringComparison.Ordinal);

    [Theory]
    [InlineData(Ticket + ", after: [other]}\n  other: {title: O, system: o, owner: csm, after: [ticket], confirm_within: 1 day}",
        "23:3: error: high_touch: these wait for each other and none can be done: "
        + "set-up action ticket -> set-up action other -> set-up action ticket")]
    [InlineData(Ticket + ", after_tasks: [mail], completes: call}",
        "23:3: error: high_touch: these wait for each other and none can be done: "
        + "task call -> set-up action ticket -> task mail -> task call")]
    [InlineData("ticket: {title: T, system: tickets, owner: csm, after_tasks: [call], confirm_within: 2 days}",
        "23:3: warning: high_touch: it waits for no input, directly or by way of others, so it is asked for before anything "
        + "was verified")]
    [InlineData("ticket: {title: T, system: tickets, owner: csm, needs_inputs: [], send_inputs: [paper], confirm_within: 2 days}",
        "23:3: error: high_touch: it sends the input 'paper' without needing it, so it might be sent unverified")]
    [InlineData(Ticket + ", completes: call}\n  " + "second: {title: S, system: s, owner: csm, needs_inputs: [paper], "
        + "completes: call, confirm_within: 1 day}",
        "24:3: error: high_touch: another set-up action completes the task 'call' already")]
    [InlineData("ticket: {title: T, system: t, owner: nobody, needs_inputs: [paper], confirm_within: 1 day}",
        "23:3: error: high_touch: the workspace has no role 'nobody'; known are csm")]
    public void One_that_would_go_wrong_is_found_out_with_its_line(string actions, string expected) =>
        Assert.Contains($"small.yaml:{expected}", SmallPlaybook.Findings(With(actions)).Split('\n'));

    [Fact]
    public void A_variant_changes_removes_and_adds_and_what_waited_for_a_removed_one_waits_for_what_that_waited_for()
    {
        string text = With(
            "first: {title: F, system: f, owner: csm, needs_inputs: [paper], confirm_within: 1 day}\n"
            + "  second: {title: S, system: s, owner: csm, after: [first], confirm_within: 1 day}\n"
            + "  third: {title: T, system: t, owner: csm, after: [second], confirm_within: 1 day}");
        text = text.Replace(
            "    title: All\n",
            "    title: All\n    remove: {setup_actions: [second]}\n    change: {setup_actions: {first: {system: other}}}\n"
            + "    add:\n      setup_actions:\n        fourth: {title: O, system: o, owner: csm, after: [third], "
            + "confirm_within: 1 day}\n",
            StringComparison.Ordinal);

        PlaybookPlan plan = SmallPlaybook.Read(text).Plans[0];
        Assert.Equal(["first", "third", "fourth"], plan.SetupActions.Select(action => action.Key));
        Assert.Equal("other", plan.SetupActions[0].System);
        Assert.Equal<string>(["first"], plan.SetupActions[1].After);
    }

    [Fact]
    [Trait("Requirement", "A7.4")]
    [Trait("Requirement", "A7.8")]
    public void The_shipped_playbook_asks_for_ticket_billing_profile_access_and_kickoff_tasks_in_order()
    {
        PlaybookPlan plan = ShippedFiles.Playbook.PlanFor("high_touch")!;
        Assert.Equal(
            [("implementation_ticket", "tickets", "implementation"), ("billing_profile", "billing", "billing"),
                ("access_requests", "provisioning", "implementation"), ("kickoff_tasks", "projects", "csm")],
            plan.SetupActions.Select(action => (action.Key, action.System, action.OwnerRole)));
        Assert.Equal<string>(["implementation_ticket"], plan.SetupActions[2].After);
        Assert.Equal<string>(
            ["implementation_ticket", "billing_profile", "access_requests"], plan.SetupActions[3].After);
        Assert.All(plan.SetupActions.Take(3), action => Assert.NotEmpty(action.NeedsInputs));
    }

    private static string With(string actions) => SmallPlaybook.With("tasks:\n  call:", $"setup_actions:\n  {actions}\ntasks:\n  call:");
}
