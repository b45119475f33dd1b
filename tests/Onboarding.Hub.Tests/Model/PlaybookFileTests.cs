using Onboarding.Model.Calendars;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Yaml;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

public sealed class PlaybookFileTests
{
    [Theory]
    [InlineData("name: small", "name: Small Talk", "1:7: name: 'Small Talk' is not spelt as a key: "
        + "lower-case letters, digits and hyphens, a letter first, at most 60 characters")]
    [InlineData("title: Small\n", "", "1:1: 'title' is missing")]
    [InlineData("title: Small\n", "titel: Small\n", "1:1: 'title' is missing\n2:1: 'titel' is no key here; known are "
        + "name, title, escalation, stalled_after_days, kickoff_after, "
        + "escalate_overdue_after, blockers, stages, tasks, milestones, inputs, alerts, setup_actions, messages, "
        + "variants, uses")]
    [InlineData("title: Small\n", "title: [Small]\n", "2:8: title: a text is expected here, not a list")]
    [InlineData("title: Small\n", "title:\n", "2:7: title: a text is missing")]
    [InlineData("title: Small\n", "title: Small\ntitle: Big\n", "3:1: 'title' stands here twice")]
    [InlineData("acknowledge_within: 1 day}", "acknowledge_within: soon}", "4:37: escalation[1].acknowledge_within: "
        + "'soon' is no number of days; write it like '14 days' or '10 business days', from 1 to 60")]
    [InlineData("title: Small\n", "title: Small\nkickoff_after: 3 business days\n",
        "3:16: kickoff_after: calendar days are counted here; write it like '14 days'")]
    [InlineData("kind: document", "kind: papyrus", "15:31: inputs.paper.kind: 'papyrus' is not known; "
        + "known are document, account_detail, technical_prerequisite, approval")]
    [InlineData("  call:\n", "  Call me:\n", "23:3: tasks: 'Call me' is not spelt as a key: lower-case letters, digits "
        + "and underscores, a letter first, at most 60 characters\n34:13: tasks.mail.after[1]: 'call' is no "
        + "task of this "
        + "playbook; known are Call me, close, mail")]
    [InlineData("after: [call]", "after: [cal]",
        "34:13: tasks.mail.after[1]: 'cal' is no task of this playbook; known are call, close, mail")]
    [InlineData("after: [call]", "after: [call, call]", "34:19: tasks.mail.after[2]: 'call' stands here twice")]
    [InlineData("after: [call]", "after: call", "34:12: tasks.mail.after: a list is expected here, not 'call'")]
    [InlineData("stage: second", "stage: third",
        "38:12: tasks.close.stage: 'third' is no stage of this playbook; known are first, second")]
    [InlineData("due: 1 day after start", "due: tomorrow", "27:10: tasks.call.due: 'tomorrow' is no due date; "
        + "write it like '3 business days after kickoff' or 'on kickoff'")]
    [InlineData("due: 1 day after start", "due: 1 day after lunch",
        "27:10: tasks.call.due: 'lunch' is nothing to count "
        + "from; known are closed_won, start, kickoff, stage entry, stage <key>, task <key>, milestone <key>, alert <key>")]
    [InlineData("due: 1 day after start", "due: 1 day after task nap",
        "27:10: tasks.call.due: 'nap' is no task of this playbook; known are call, close, mail")]
    [InlineData("due: 1 day after start", "due: 731 days after start",
        "27:10: tasks.call.due: 731 days are too many; at most 730")]
    [InlineData("due: 1 day after start", "due: 99999999999 days after start",
        "27:10: tasks.call.due: '99999999999 days "
        + "after start' is no due date; write it like '3 business days after kickoff' or 'on kickoff'")]
    [InlineData("target: 5 business days after closed_won", "target: 5 days after stage entry",
        "19:13: milestones.value.target: this belongs to no stage; name the stage: 'stage <key>'")]
    [InlineData("first_value: true", "first_value: yes",
        "21:18: milestones.value.first_value: 'yes' is neither true nor false")]
    [InlineData("proof: first_value_on is filled", "proof: active_user_share > many", "20:12: milestones.value.proof: "
        + "active_user_share is a number and cannot be compared with 'many'")]
    [InlineData("proof: first_value_on is filled", "proof: complexity > high",
        "20:12: milestones.value.proof: complexity is a Text and has no order")]
    [InlineData("proof: first_value_on is filled", "proof: complexity = hihg",
        "20:12: milestones.value.proof: complexity takes one of low, medium, high, not 'hihg'")]
    [InlineData("area: setup", "remind_days_before: [61]",
        "28:26: tasks.call.remind_days_before[1]: '61' is no whole number from 0 to 60")]
    [InlineData("sla: 5 days\n  second", "sla: 0 days\n  second",
        "9:10: stages.first.sla: '0 days' is no number of days; "
        + "write it like '14 days' or '10 business days', from 1 to 365")]
    [InlineData("    title: All\n", "    title: All\n    remove: {tasks: [nap]}\n",
        "46:22: variants.high_touch.remove.tasks[1]: 'nap' is no task of the base; known are call, close, mail")]
    [InlineData("    title: All\n", "    title: All\n    change: {tasks: {nap: {title: Nap}}}\n",
        "46:22: variants.high_touch.change.tasks.nap: the base has no task 'nap' to change")]
    [InlineData("    title: All\n",
        "    title: All\n    add: {inputs: {paper: {title: P, kind: approval, owner: csm}}}\n",
        "46:20: variants.high_touch.add.inputs.paper: the base already has the input 'paper'; change it instead")]
    [InlineData("    title: All\n",
        "    title: All\n    remove: {tasks: [mail]}\n    change: {tasks: {close: {after: [mail]}}}\n",
        "47:38: variants.high_touch.change.tasks.close.after[1]: this variant removes 'mail', so nothing can "
        + "wait for it")]
    [InlineData("    title: All\n", "    title: All\n    remove: {tasks: [mail]}\n    change: {tasks: {close: "
        + "{due: 1 day after task mail}}}\n",
        "46:22: variants.high_touch.remove.tasks[1]: task 'close' is due so many days "
        + "from 'mail'; change that date before removing it")]
    [InlineData("    title: All\n", "    title: All\n    change: {tasks: {close: {owner: }}}\n",
        "46:37: variants.high_touch.change.tasks.close.owner: a text is missing")]
    public void A_fault_is_found_at_its_place(string line, string instead, string expected)
    {
        string faults = SmallPlaybook.Faults(SmallPlaybook.With(line, instead));

        Assert.Equal(string.Join('\n', expected.Split('\n').Select(fault => $"small.yaml:{fault}")), faults);
    }

    [Fact]
    public void All_faults_of_a_file_are_found_in_one_reading()
    {
        string text = SmallPlaybook.Text
            .Replace("sla: 5 days", "sla: long", StringComparison.Ordinal)
            .Replace("area: setup", "area: cellar", StringComparison.Ordinal)
            .Replace("after: [mail]", "after: [letter]", StringComparison.Ordinal);

        Assert.Equal([9, 13, 28, 41], PlaybookFile.Read(text, "small.yaml").Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void A_file_with_faults_gives_no_definition() =>
        Assert.Null(PlaybookFile.Read(SmallPlaybook.With("name: small", "name: Small!"), "small.yaml").Definition);

    [Theory]
    [InlineData("3 business days after kickoff", 3, DayUnit.Business, DueAnchor.Kickoff, null)]
    [InlineData("2 days before kickoff", -2, DayUnit.Calendar, DueAnchor.Kickoff, null)]
    [InlineData("1 calendar day after closed-won", 1, DayUnit.Calendar, DueAnchor.ClosedWon, null)]
    [InlineData("on kickoff", 0, DayUnit.Calendar, DueAnchor.Kickoff, null)]
    [InlineData("5 days after stage entry", 5, DayUnit.Calendar, DueAnchor.StageEntry, null)]
    [InlineData("5 days after stage second", 5, DayUnit.Calendar, DueAnchor.StageEntry, "second")]
    [InlineData("10 days after task mail", 10, DayUnit.Calendar, DueAnchor.Task, "mail")]
    [InlineData("10 days after milestone value", 10, DayUnit.Calendar, DueAnchor.Milestone, "value")]
    public void A_due_date_is_written_in_words(string words, int offset, DayUnit unit, DueAnchor anchor, string? key)
    {
        PlaybookDefinition playbook = SmallPlaybook.Read(SmallPlaybook.With("due: 1 day after start", $"due: {words}"));
        Assert.Equal(new DueRule(offset, unit, anchor, key), playbook.Plans[0].Tasks[0].Due);
    }

    [Fact]
    [Trait("Requirement", "A4.11")]
    [Trait("Requirement", "A4.12")]
    public void What_waited_for_a_removed_task_waits_for_what_that_one_waited_for()
    {
        PlaybookPlan plan = SmallPlaybook.Read($"{SmallPlaybook.Text}    remove: {{tasks: [mail]}}\n").Plans[0];

        Assert.Equal(["call", "close"], plan.Tasks.Select(task => task.Key), StringComparer.Ordinal);
        Assert.Equal(["call"], plan.Tasks[1].DependsOn, StringComparer.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A4.12")]
    public void A_variant_says_only_what_differs_from_the_base()
    {
        PlaybookDefinition playbook = SmallPlaybook.Read(SmallPlaybook.Text + """
              low_touch:
                title: Low
                stalled_after_days: 7
                change: {tasks: {mail: {owner: robot}}, milestones: {value: {target: 3 days after start}}}
                add: {tasks: {nap: {title: Nap, stage: second, owner: csm, due: on start, after: [close]}}}

            """.Replace("\n            ", "\n", StringComparison.Ordinal));
        (PlaybookPlan high, PlaybookPlan low) = (playbook.PlanFor("high_touch")!, playbook.PlanFor("low_touch")!);

        Assert.Equal(high.Tasks[0], low.Tasks[0]);
        Assert.Equal(high.Tasks[1] with { OwnerRole = "robot", DependsOn = low.Tasks[1].DependsOn }, low.Tasks[1]);
        Assert.Equal(["call", "mail", "close", "nap"], low.Tasks.Select(task => task.Key), StringComparer.Ordinal);
        Assert.Equal(new DueRule(3, DayUnit.Calendar, DueAnchor.Start), low.Milestones[0].Target);
        Assert.Equal((14, 7), (high.StalledAfterDays, low.StalledAfterDays));
        Assert.Equal(high.Escalation, low.Escalation);
    }

    [Fact]
    public void A_stage_that_is_planned_to_take_long_says_when_it_counts_as_stalled()
    {
        PlaybookDefinition playbook = SmallPlaybook.Read(
            SmallPlaybook.With("    title: Second\n", "    title: Second\n    stalled_after: 30 days\n") + """
              low_touch:
                title: Low
                change: {stages: {second: {stalled_after: 9 days}}}

            """.Replace("\n            ", "\n", StringComparison.Ordinal));

        Assert.Equal([null, 30], playbook.PlanFor("high_touch")!.Stages.Select(stage => stage.StalledAfterDays));
        Assert.Equal([null, 9], playbook.PlanFor("low_touch")!.Stages.Select(stage => stage.StalledAfterDays));
    }

    [Fact]
    public void Kickoff_and_the_patience_with_overdue_tasks_are_said_by_the_base_or_a_variant()
    {
        PlaybookDefinition playbook = SmallPlaybook.Read(
            SmallPlaybook.With("title: Small\n", "title: Small\nkickoff_after: 10 days\n") + """
              low_touch:
                title: Low
                kickoff_after: 1 day
                escalate_overdue_after: 3 days

            """.Replace("\n            ", "\n", StringComparison.Ordinal));
        (PlaybookPlan high, PlaybookPlan low) = (playbook.PlanFor("high_touch")!, playbook.PlanFor("low_touch")!);

        Assert.Equal((10, 7), (high.KickoffAfterDays, high.EscalateOverdueAfterDays));
        Assert.Equal((1, 3), (low.KickoffAfterDays, low.EscalateOverdueAfterDays));
    }

    [Fact]
    public void A_removed_input_or_milestone_is_waited_for_no_longer()
    {
        string text = SmallPlaybook.With("    area: setup", "    needs_inputs: [paper]\n    needs_milestones: [value]");
        PlaybookPlan plan = SmallPlaybook.Read(
            $"{text}    remove: {{inputs: [paper], milestones: [value]}}\n").Plans[0];

        Assert.Empty(plan.Tasks[0].NeedsInputs);
        Assert.Empty(plan.Tasks[0].NeedsMilestones);
        Assert.Empty(plan.Inputs);
    }

    [Fact]
    public void More_tasks_than_allowed_are_refused()
    {
        string many = string.Concat(Enumerable.Range(0, PlaybookLimits.TasksMax).Select(i =>
            $"  t{i}: {{title: T, stage: first, owner: csm, due: on start}}\n"));
        FileFault fault = PlaybookFile.Read(SmallPlaybook.With("tasks:\n", $"tasks:\n{many}"), "small.yaml").Faults[0];

        Assert.Equal("tasks: there are 203 here and may be 200", fault.Message);
    }
}
