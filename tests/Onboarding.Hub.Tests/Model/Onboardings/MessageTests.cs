using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Messages;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>Who is to get which message, when and with which facts; each once for its cause.</summary>
public sealed class MessageTests
{
    private static readonly FieldMap s_deal = FieldMap.Of(("stakeholders", FieldValue.OfTexts(
        ["Executive Sponsor: Ann Miller <ann@acme.example>", "Decision Maker: Bo Li <bo@acme.example>", "Other: no mail"])));

    [Fact]
    [Trait("Requirement", "A14.1")]
    [Trait("Requirement", "A20.5")]
    public void The_welcome_is_made_at_the_start_with_every_token_filled()
    {
        OnboardingRun run = Run(To("customer_sponsor", MessageOccasion.Start) with
        {
            Subject = "Welcome, {{customer}}",
            Body = "Hello {{recipient}}, {{csm}} meets you on {{kickoff_on}}.",
        });

        MessageIntent welcome = Assert.Single(Intents(run));
        Assert.Equal(
            (1, "m0", "start", "ann@acme.example", "Welcome, Acme"),
            (welcome.Number, welcome.Key, welcome.Cause, welcome.To, welcome.Subject));
        Assert.Equal(
            "Hello Ann Miller, csm@vendor.example meets you on Monday, 9 March 2026.", Made(run, welcome).Text);
        Assert.Equal("Monday, 9 March 2026", welcome.Facts["kickoff_on"]);
    }

    [Theory]
    [InlineData("{{{x", "{ { {x")]
    [InlineData("x}}}", "x} } }")]
    [InlineData("x{", "x{ ")]
    [InlineData("a {b} c", "a {b} c")]
    public void No_value_opens_or_closes_a_token(string value, string line) => Assert.Equal(line, MessageText.OneLine(value));

    [Fact]
    public void What_is_for_the_owner_never_goes_to_somebody_at_the_customer()
    {
        OnboardingRun run = Run(To(MessageDefinition.OwnerRole, MessageOccasion.BlockerRaised));

        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "No network.", "Ann@ACME.example"));

        Assert.Equal("csm@vendor.example", Assert.Single(Intents(run)).To);
    }

    [Fact]
    [Trait("Requirement", "A14.1")]
    public void What_a_customer_is_called_breaks_out_of_no_subject_and_no_page()
    {
        OnboardingRun run = OnboardingRun.Of(StartOf(To("csm", MessageOccasion.Start) with
        {
            Subject = "{{customer}}",
            Body = "{{customer}}",
        }) with
        {
            Title = "A\r\nBcc: x@y.example <script>{{csm}}</script>",
        });

        MessageState message = Made(run, Assert.Single(Intents(run)));
        Assert.Equal("A Bcc: x@y.example <script>{ {csm} }</script>", message.Subject);
        Assert.Equal(
            "<p>A Bcc: x@y.example &lt;script&gt;{ {csm} }&lt;/script&gt;</p>\n", MessageText.ToHtml(message.Text));
    }

    [Fact]
    [Trait("Requirement", "A14.9")]
    [Trait("Requirement", "A6.5")]
    public void Both_sides_hear_of_the_handoff_in_the_moment_of_transition_and_only_where_there_was_one()
    {
        MessageDefinition handoff = To("csm", MessageOccasion.HandoffComplete) with { To = ["csm", "impl"] };
        Assert.Empty(Intents(Run(handoff)));
        OnboardingRun run = OnboardingRun.Of(StartOf(handoff) with { Handoff = new HandoffId(IdSource.From("h")) });

        Assert.Equal(["csm@vendor.example", "impl@vendor.example"], Intents(run).Select(intent => intent.To));
    }

    [Fact]
    [Trait("Requirement", "A14.2")]
    public void A_kickoff_that_moves_is_told_of_and_what_counts_from_it_moves_unsaid()
    {
        OnboardingRun run = Run(
            To("csm", MessageOccasion.KickoffMoved),
            Dated(-1, DayUnit.Business, DueAnchor.Kickoff));
        run.Pass(1);
        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 16)));
        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 16)));
        Assert.Equal(["kickoff:2026-03-16"], Intents(run).Select(intent => intent.Cause));

        run.Pass(9);
        Assert.DoesNotContain(Intents(run), intent => intent.Key == "m1");
        run.Pass(1);
        Assert.Equal(new DateOnly(2026, 3, 13), run.Today);
        Assert.Single(Intents(run), intent => intent.Key == "m1");
        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 20)));
        run.Pass(8);
        Assert.Single(Intents(run), intent => intent.Key == "m1");
    }

    [Fact]
    [Trait("Requirement", "A14.3")]
    [Trait("Requirement", "A14.5")]
    public void A_milestone_is_celebrated_inside_and_at_the_customer_and_its_own_message_goes_before_the_general()
    {
        OnboardingRun run = Run(
            To("csm", MessageOccasion.MilestoneReached) with { To = ["csm", "customer_sponsor"] },
            To("customer_sponsor", MessageOccasion.MilestoneReached) with
            {
                On = new MessageTrigger(MessageOccasion.MilestoneReached, "first_login"),
                Subject = "{{milestone}} on {{reached_on}}",
            });
        run.Observe("first_login_on", run.Today);
        run.Observe("first_login_on", run.Today);

        Assert.Equal(
            [("m0", "csm@vendor.example"), ("m1", "ann@acme.example")],
            Intents(run).Select(intent => (intent.Key, intent.To!)));
        Assert.Equal("Milestone first_login on Monday, 2 March 2026", Intents(run)[1].Subject);
    }

    [Fact]
    [Trait("Requirement", "A14.6")]
    public void A_weekly_status_comes_on_its_day_once_a_week_while_the_onboarding_runs()
    {
        OnboardingRun run = Run(To("csm", MessageOccasion.Weekly) with
        {
            On = new MessageTrigger(MessageOccasion.Weekly, Weekday: DayOfWeek.Friday),
        });
        run.Pass(19);
        run.Do(new OnboardingCommand.Review());
        Assert.Equal(
            ["week:2026-03-06", "week:2026-03-13", "week:2026-03-20"], Intents(run).Select(intent => intent.Cause));

        run.Do(new OnboardingCommand.Cancel("Sold."));
        run.Do(new OnboardingCommand.Review());
        Assert.Equal(3, Intents(run).Length);
        Assert.Null(OnboardingTimes.NextDue(run.State));
    }

    [Fact]
    [Trait("Requirement", "A14.4")]
    [Trait("Requirement", "A14.7")]
    [Trait("Requirement", "A14.8")]
    [Trait("Requirement", "A14.10")]
    [Trait("Requirement", "A12.3")]
    public void Each_alarm_tells_the_one_who_is_to_act_and_none_is_told_of_twice()
    {
        OnboardingRun run = Run(
            To("owner", MessageOccasion.TaskOverdue) with { Body = "{{task}} {{due_on}}" },
            To("owner", MessageOccasion.SlaBreached) with { Body = "{{why}}" },
            To("owner", MessageOccasion.Stalled) with { Body = "{{why}}" },
            To("owner", MessageOccasion.EscalationRaised) with { Body = "{{why}}" });
        run.Pass(20);

        ILookup<string, MessageIntent> told = Intents(run).ToLookup(intent => intent.Key);
        Assert.Equal("overdue:call", told["m0"].First().Cause);
        Assert.Equal("stage welcome was to be passed by 2026-03-12", Assert.Single(told["m1"]).Text);
        Assert.StartsWith("in stage welcome for more than 14 days", Assert.Single(told["m2"]).Text, StringComparison.Ordinal);
        Assert.Contains(told["m3"], intent => intent.To == "lead@vendor.example");
        Assert.Equal(
            run.Events.Count(@event => @event is OnboardingEvent.EscalationRaised or OnboardingEvent.EscalationPassedOn),
            told["m1"].Count() + told["m2"].Count() + told["m3"].Count());
    }

    [Fact]
    [Trait("Requirement", "A14.8")]
    public void An_overdue_task_that_is_escalated_at_once_is_told_of_once()
    {
        OnboardingRun run = OnboardingRun.Of(Starts.Of(Plans.Small with
        {
            EscalateOverdueAfterDays = 1,
            Messages =
            [
                To("owner", MessageOccasion.TaskOverdue) with { Key = "late" },
                To("owner", MessageOccasion.EscalationRaised) with { Key = "escalated" },
            ],
        }));
        run.Pass(8);

        MessageIntent told = Assert.Single(Intents(run), intent => intent.Cause == "overdue:call");
        Assert.Equal("escalated", told.Key);
    }

    [Fact]
    [Trait("Requirement", "A14.11")]
    public void Feedback_is_asked_for_at_completion_and_at_milestones_only_of_a_pilot()
    {
        MessageDefinition pilot = To("csm", MessageOccasion.MilestoneReached) with { PilotOnly = true };
        OnboardingRun run = Run(pilot, To("csm", MessageOccasion.Live));
        run.ToLastGate();
        Assert.Empty(Intents(run));
        run.Do(new OnboardingCommand.ObservePilot(true));
        run.Observe("first_value_on", run.Today);

        Assert.Equal(OnboardingPhase.Live, run.State.Phase);
        Assert.Equal(["milestone:first_value", "live"], Intents(run).Select(intent => intent.Cause));
    }

    [Fact]
    [Trait("Requirement", "A14.1")]
    public void A_message_for_nobody_waits_in_the_open_until_somebody_is_known()
    {
        OnboardingRun run = OnboardingRun.Of(StartOf(To("customer_sponsor", MessageOccasion.Start)) with
        {
            Stakeholders = ImmutableSortedDictionary<string, Addressee>.Empty,
        });
        Assert.Null(Assert.Single(Intents(run)).To);
        Assert.Equal(MessagePhase.Unaddressed, Made(run, Intents(run)[0]).Phase);
        NextAction action = Assert.Single(
            OnboardingActions.Of(run.State, run.Now), one => one.Kind == ActionKind.NameRecipient);
        Assert.Equal(("customer_sponsor", "csm@vendor.example"), (action.Key, action.Owner));

        run.Do(new OnboardingCommand.ObserveStakeholders(Stakeholders.Of(s_deal)));
        var found = Assert.IsType<OnboardingEvent.MessagesAddressed>(run.Events[^1]);
        Assert.Equal(("ann@acme.example", "Ann Miller"), (found.To, found.Name));
        Assert.DoesNotContain(
            OnboardingActions.Of(run.State, run.Now), one => one.Kind == ActionKind.NameRecipient);
    }

    [Fact]
    public void A_person_named_for_the_role_gets_what_waits_and_an_end_withdraws_it()
    {
        OnboardingStart start = StartOf(To("customer_sponsor", MessageOccasion.Start)) with
        {
            Stakeholders = ImmutableSortedDictionary<string, Addressee>.Empty,
        };
        OnboardingRun named = OnboardingRun.Of(start);
        named.Do(new OnboardingCommand.AssignRole("customer_sponsor", "eve@acme.example"));
        Assert.Equal("eve@acme.example", Assert.IsType<OnboardingEvent.MessagesAddressed>(named.Events[^1]).To);

        OnboardingRun ended = OnboardingRun.Of(start);
        ended.Do(new OnboardingCommand.Cancel("Sold."));
        Assert.Equal(1, Assert.Single(ended.Events.OfType<OnboardingEvent.MessagesWithdrawn>().Single().Numbers));
        Assert.Empty(ended.State.MessageGaps);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_made_for_nobody_at_the_end_is_withdrawn_with_what_waited(bool cancelled)
    {
        MessageOccasion end = cancelled ? MessageOccasion.Cancelled : MessageOccasion.Live;
        OnboardingRun run = OnboardingRun.Of(
            StartOf(To("customer_sponsor", MessageOccasion.Start), To("customer_sponsor", end)) with
            {
                Stakeholders = ImmutableSortedDictionary<string, Addressee>.Empty,
            });
        if (cancelled)
        {
            run.Do(new OnboardingCommand.Cancel("Sold."));
        }
        else
        {
            run.ToLastGate();
            run.Observe("first_value_on", run.Today);
        }

        Assert.Equal(2, Intents(run).Length);
        var withdrawn = Assert.IsType<OnboardingEvent.MessagesWithdrawn>(run.Events[^1]);
        Assert.Equal<int>([1, 2], withdrawn.Numbers);
        Assert.Equal(
            $"The onboarding {(cancelled ? "was cancelled" : "went live")} before anybody was known who could get it.",
            withdrawn.Reason);
        Assert.Empty(run.State.MessageGaps);
    }

    [Fact]
    public void Another_revision_tells_nobody_of_what_is_long_over()
    {
        OnboardingRun run = Run(To("csm", MessageOccasion.Start));
        run.Pass(10);
        PlaybookPlan later = run.State.Plan with
        {
            Messages =
            [
                .. run.State.Plan.Messages, Dated(2, DayUnit.Calendar, DueAnchor.Start) with { Key = "past" },
                Dated(12, DayUnit.Calendar, DueAnchor.Start) with { Key = "to_come" },
            ],
        };
        run.Do(new OnboardingCommand.Migrate(RandomEdits.TargetOf(run.State, later), "ops@vendor.example"));
        run.Pass(5);

        Assert.Equal(["m0", "to_come"], Intents(run).Select(intent => intent.Key));
    }

    [Fact]
    public void A_migration_tells_which_messages_come_at_once_and_which_do_not_come_any_more()
    {
        OnboardingRun run = Run(
            To("csm", MessageOccasion.Start), Dated(2, DayUnit.Calendar, DueAnchor.Start),
            To("csm", MessageOccasion.BlockerRaised), Dated(30, DayUnit.Calendar, DueAnchor.Start));
        run.Pass(10);
        run.Complete("call", "plan");
        MessageDefinition start = To("csm", MessageOccasion.Start);
        PlaybookPlan later = run.State.Plan with
        {
            Messages =
            [
                start with { Key = "m0" }, start with { Key = "hello" },
                Dated(20, DayUnit.Calendar, DueAnchor.Start) with { Key = "m1" },
                Dated(3, DayUnit.Calendar, DueAnchor.Start) with { Key = "past" },
                Dated(10, DayUnit.Calendar, DueAnchor.Start) with { Key = "today" },
                Dated(12, DayUnit.Calendar, DueAnchor.Start) with { Key = "to_come" },
                start with { Key = "in_setup", On = new MessageTrigger(MessageOccasion.StageEntered, "setup") },
                start with { Key = "in_training", On = new MessageTrigger(MessageOccasion.StageEntered, "training") },
                start with { Key = "planned", On = new MessageTrigger(MessageOccasion.TaskDone, "plan") },
            ],
        };
        OnboardingState before = run.State;
        MigrationTarget target = RandomEdits.TargetOf(before, later);
        MigrationPreview preview = MigrationPreview.Of(
            before, target, run.Do(new OnboardingCommand.Migrate(target, "ops@vendor.example")));

        Assert.Equal(["today"], preview.MessagesMade.Select(intent => intent.Key));
        Assert.Equal(
            [
                ("m2", "the revision has none"), ("m3", "the revision has none"),
                ("hello", "the onboarding has begun already"),
                ("m1", "its day has come once already, and a message comes once"), ("past", "its day is past by now"),
                ("in_setup", "what it tells of is past"), ("planned", "what it tells of is past"),
            ],
            preview.MessagesDropped.Select(message => (message.Key, message.Words)));
        Assert.Contains(preview.Plan.Changes, change => change is { Part: PlaybookPart.Message, Key: "m1" }
            && change.Words.SequenceEqual(["when: 2 days after start -> 20 days after start"]));
    }

    [Fact]
    public void A_migration_tells_who_gets_what_waited_for_a_recipient()
    {
        OnboardingRun run = OnboardingRun.Of(StartOf(To("customer_sponsor", MessageOccasion.Start)) with
        {
            Stakeholders = ImmutableSortedDictionary<string, Addressee>.Empty,
        });
        PlaybookPlan later = run.State.Plan with { Title = "Later" };
        OnboardingState before = run.State;
        MigrationTarget target = RandomEdits.TargetOf(before, later) with
        {
            Owners = RandomEdits.TargetOf(before, later).Owners.Add("customer_sponsor", "eve@acme.example"),
        };
        MigrationPreview preview = MigrationPreview.Of(
            before, target, run.Do(new OnboardingCommand.Migrate(target, "ops@vendor.example")));

        Assert.Equal("eve@acme.example", Assert.Single(preview.MessagesAddressed).To);
        Assert.Empty(preview.MessagesMade);
        Assert.Empty(run.State.MessageGaps);
    }

    [Fact]
    [Trait("Requirement", "A14.8")]
    public void The_customer_is_reminded_of_their_own_visible_work_and_never_of_ours()
    {
        ImmutableArray<TaskDefinition> tasks =
        [
            .. Plans.Small.Tasks.Select(task => task.Key == "call"
                ? task with { OwnerRole = "customer_admin", CustomerVisible = true }
                : task),
        ];
        OnboardingRun run = OnboardingRun.Of(Starts.Of(Plans.Small with
        {
            Tasks = [.. tasks, Plans.Task("ours", "welcome") with { Due = new DueRule(0, DayUnit.Calendar, DueAnchor.Kickoff) }],
            Messages =
            [
                To("customer_admin", MessageOccasion.TaskOverdue) with { Key = "theirs" },
                To("owner", MessageOccasion.TaskOverdue) with { Key = "inside" },
            ],
        }));
        run.Pass(9);

        Assert.Equal(["overdue:call"], Intents(run).Where(one => one.Key == "theirs").Select(one => one.Cause));
        Assert.All(Intents(run).Where(one => one.Key == "inside"), one => Assert.Equal("csm@vendor.example", one.To));
    }

    private static MessageDefinition To(string role, MessageOccasion occasion) => new()
    {
        Key = "m0",
        Title = "Message",
        On = new MessageTrigger(occasion),
        To = [role],
        Subject = "Subject",
        Body = "Body",
    };

    private static MessageDefinition Dated(int offset, DayUnit unit, DueAnchor anchor) =>
        To("csm", MessageOccasion.Dated) with
        {
            On = new MessageTrigger(MessageOccasion.Dated, Due: new DueRule(offset, unit, anchor)),
        };

    private static OnboardingRun Run(params ReadOnlySpan<MessageDefinition> messages) =>
        OnboardingRun.Of(StartOf(messages));

    private static OnboardingStart StartOf(params ReadOnlySpan<MessageDefinition> messages)
    {
        var numbered = ImmutableArray.CreateBuilder<MessageDefinition>();
        foreach (MessageDefinition message in messages)
        {
            numbered.Add(message with { Key = $"m{numbered.Count}" });
        }

        return Starts.Of(Plans.Small with { Messages = numbered.ToImmutable() }) with
        {
            Stakeholders = Stakeholders.Of(s_deal),
        };
    }

    private static ImmutableArray<MessageIntent> Intents(OnboardingRun run) =>
        [.. run.Events.OfType<OnboardingEvent.MessagesIntended>().SelectMany(intended => intended.Messages)];

    private static MessageState Made(OnboardingRun run, MessageIntent intent)
    {
        var begin = new MessageCommand.Begin(run.State.Start.Id, run.State.Start.Title, intent, run.Now);
        var made = (Decision<MessageEvent>.Accepted)Message.Decide(null, begin, run.Now);
        MessageState state = made.Events.Aggregate((MessageState?)null, Message.Evolve)!;
        Assert.Empty(((Decision<MessageEvent>.Accepted)Message.Decide(state, begin, run.Now)).Events);
        return state;
    }
}
