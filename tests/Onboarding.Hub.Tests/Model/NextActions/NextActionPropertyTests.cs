using Onboarding.Hub.Tests.Model.Onboardings;
using Onboarding.Model.Journal;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.NextActions;

/// <summary>What holds of next actions for every playbook and whatever has happened.</summary>
public sealed class NextActionPropertyTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A13.1")]
    public void No_active_onboarding_is_ever_without_something_that_opens_its_gate_for_somebody_inside_or_out() =>
        Hold((state, now) =>
        {
            var graph = WaitGraph.Of(state);
            HashSet<Piece> gate = [.. graph.AllWaitsFor(state.CurrentStage is { CompletedAt: null } stage
                ? new Piece(PieceKind.Stage, stage.Key)
                : Piece.GoLive)];
            IReadOnlyList<NextAction> actions = OnboardingActions.Of(state, now);
            Assert.Contains(actions, action => PieceOf(action) is { } piece && gate.Contains(piece));
            Assert.All(actions, action =>
            {
                Assert.Contains('@', action.Owner);
                Assert.NotEmpty(action.Role);
                Assert.NotEmpty(action.What);
                Assert.NotEmpty(action.Why);
            });
        });

    [Fact]
    [Trait("Requirement", "A13.1")]
    public void The_call_of_every_action_is_accepted_and_changes_something() => Hold((state, now) =>
    {
        foreach (NextAction action in OnboardingActions.Of(state, now))
        {
            if (CommandOf(action, state.Start.Calendar.DayOf(now)) is { } command)
            {
                var accepted = Assert.IsType<Decision<OnboardingEvent>.Accepted>(
                    OnboardingDecisions.Decide(state, command, now));
                Assert.NotEmpty(accepted.Events);
            }
        }
    });

    [Fact]
    [Trait("Requirement", "A13.3")]
    public void The_customer_is_told_of_visible_work_alone_and_never_in_words_from_inside() => Hold((state, now) =>
    {
        foreach (NextAction action in OnboardingActions.Of(state, now))
        {
            Assert.False(Role.IsAtCustomer(action.Role) && !action.AtCustomer, $"{action} is told to a customer's role");
            if (!action.AtCustomer)
            {
                continue;
            }

            string title = action.Kind switch
            {
                ActionKind.CompleteTask => state.Plan.Tasks.Single(t => t.Key == action.Key && t.CustomerVisible).Title,
                ActionKind.ReceiveInput => "Hand in: " + state.Plan.Inputs.Single(i => i.Key == action.Key).Title,
                ActionKind.ConfirmMilestone => "Confirm: " + state.Plan.Milestones.Single(m => m.Key == action.Key).Title,
                _ => "nothing else is shown to a customer",
            };
            Assert.Equal(title, action.What);
            Assert.Matches(
                "^((overdue by [0-9]+ days?, it was |)due (today|on [0-9-]+); )?(what was handed in could not be used; )?"
                + "(the next steps wait for it|your onboarding goes on with it)$",
                action.Why);
        }
    });

    [Fact]
    public void Rank_is_alarms_then_what_most_work_waits_for_then_overdue_then_due_soonest() => Hold((state, now) =>
    {
        IReadOnlyList<NextAction> actions = OnboardingActions.Of(state, now);
        foreach ((NextAction first, NextAction second) in actions.Zip(actions.Skip(1)))
        {
            (int, int, int, DateOnly) Key(NextAction action) => (
                action.Kind == ActionKind.AcknowledgeEscalation ? 0 : 1, -action.WaitingTasks, -action.OverdueDays,
                action.DueOn ?? DateOnly.MaxValue);
            Assert.True(Key(first).CompareTo(Key(second)) <= 0, $"{first} comes before {second}");
            Assert.NotEqual(0, ActionOrder.Instance.Compare(first, second));
        }
    });

    [Fact]
    public void The_gates_and_the_graph_of_what_waits_say_the_same() => Hold((state, _) =>
    {
        var graph = WaitGraph.Of(state);
        foreach (TaskState task in state.Tasks.Where(task => task.Phase is TaskPhase.Locked or TaskPhase.Open))
        {
            Assert.Equal(
                OnboardingGates.OfTask(state, task.Key),
                graph.WaitsFor(new Piece(PieceKind.Task, task.Key)).Select(piece => piece.ToString()));
        }

        // All that waits for something is waited for in return, and nothing that is finished is in the graph.
        Assert.All(graph.Pieces, piece => Assert.All(
            graph.WaitsFor(piece), needed => Assert.Contains(piece, graph.WaitingFor(needed))));
        Assert.Equal(OnboardingGates.OfGoLive(state).IsEmpty, graph.WaitsFor(Piece.GoLive).IsEmpty);
        Assert.DoesNotContain(
            graph.Pieces,
            piece => piece.Kind == PieceKind.Task && state.Task(piece.Key)!.Phase is TaskPhase.Completed or TaskPhase.Skipped);
    });

    private void Hold(Action<OnboardingState, DateTimeOffset> promise) => Histories.Hold(output, history =>
    {
        foreach (OnboardingHistory.Step step in history.Steps)
        {
            if (step.After.Phase == OnboardingPhase.Active)
            {
                promise(step.After, step.Now);
            }
            else
            {
                Assert.Empty(OnboardingActions.Of(step.After, step.Now));
            }
        }
    }, count: 100);

    private static Piece? PieceOf(NextAction action) => action.Kind switch
    {
        ActionKind.CompleteTask or ActionKind.SkipTask => new Piece(PieceKind.Task, action.Key),
        ActionKind.ReceiveInput or ActionKind.VerifyInput => new Piece(PieceKind.Input, action.Key),
        ActionKind.ConfirmMilestone or ActionKind.ProveMilestone => new Piece(PieceKind.Milestone, action.Key),
        ActionKind.ConfirmSetupAction or ActionKind.RetrySetupAction => new Piece(PieceKind.SetupAction, action.Key),
        ActionKind.ResolveBlocker => new Piece(PieceKind.Blocker, action.Key),
        _ => null,
    };

    private static OnboardingCommand? CommandOf(NextAction action, DateOnly today) => action.Kind switch
    {
        ActionKind.AcknowledgeEscalation => new OnboardingCommand.AcknowledgeEscalation(action.Key, action.Owner),
        ActionKind.ResolveBlocker => new OnboardingCommand.ResolveBlocker(action.Key),
        ActionKind.CompleteTask => new OnboardingCommand.CompleteTask(action.Key, action.Owner),
        ActionKind.SkipTask => new OnboardingCommand.SkipTask(action.Key, action.Owner, "it can never be done"),
        ActionKind.ReceiveInput => new OnboardingCommand.ReceiveInput(action.Key, "in the room of the project"),
        ActionKind.VerifyInput => new OnboardingCommand.VerifyInput(action.Key),
        ActionKind.ConfirmMilestone =>
            new OnboardingCommand.ConfirmMilestone(action.Key, today, action.Owner, "seen in use"),
        ActionKind.ConfirmSetupAction => new OnboardingCommand.ConfirmSetupAction(action.Key, "T-1", action.Owner),
        ActionKind.RetrySetupAction => new OnboardingCommand.RetrySetupAction(action.Key, action.Owner),
        ActionKind.NameRecipient => new OnboardingCommand.AssignRole(action.Key, "eve@customer.example"),
        ActionKind.MoveKickoff => new OnboardingCommand.MoveKickoff(today.AddDays(40)),
        ActionKind.ProveMilestone => null,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No onboarding asks for that."),
    };
}
