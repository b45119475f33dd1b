using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>What holds whatever the playbook, the history and the edits of the playbook in the middle of it.</summary>
public sealed class MigrationPropertyTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A3.14")]
    public void Nothing_that_was_done_is_lost() => Hold((before, target, plan, after) =>
    {
        Assert.All(
            before.Tasks.Where(task => task.Phase is TaskPhase.Completed or TaskPhase.Skipped),
            task => Assert.Equal(task, after.Task(task.Key)));
        Assert.All(
            before.Milestones.Where(milestone => milestone.AchievedOn is not null),
            milestone => Assert.Equal(milestone, after.Milestone(milestone.Key)));
        Assert.All(
            before.Inputs.Where(input => input.Phase != InputPhase.Requested),
            input => Assert.Equal(input with { Owner = "" }, after.Input(input.Key)! with { Owner = "" }));
        Assert.All(
            before.SetupActions.Where(action => action.Request > 0 || action.IsClosed),
            action => Assert.Equal(action with { Owner = "" }, after.SetupAction(action.Key)! with { Owner = "" }));
        Assert.All(
            before.Stages.Where(stage => stage.CompletedAt is not null),
            stage => Assert.Equal(stage, after.Stages.Single(known => known.Key == stage.Key)));
        Assert.Equal(
            (before.Start, before.KickoffOn, before.StartedAt), (after.Start, after.KickoffOn, after.StartedAt));
        Assert.Equal(before.Blockers.AsEnumerable(), after.Blockers);
        Assert.Equal(before.TimeToValueDays ?? after.TimeToValueDays, after.TimeToValueDays);
    });

    [Fact]
    public void Whoever_was_given_a_task_by_name_keeps_it_and_nothing_is_unowned() => Hold((before, target, plan, after) =>
    {
        Assert.All(
            before.Tasks.Where(task => after.Task(task.Key) is not null && task.Owner
                != before.Owners[before.Plan.Tasks.Single(known => known.Key == task.Key).OwnerRole]),
            task => Assert.Equal(task.Owner, after.Task(task.Key)!.Owner));
        Assert.All(before.Owners, owner => Assert.Equal(owner.Value, after.Owners[owner.Key]));
        Assert.All(
            [.. after.Tasks.Select(task => task.Owner), .. after.Stages.Select(stage => stage.Owner),
                .. after.Inputs.Select(input => input.Owner), .. after.SetupActions.Select(action => action.Owner),
                .. after.Escalations.Select(each => each.Owner)],
            owner => Assert.Contains('@', owner));
    });

    [Fact]
    public void The_plan_afterwards_is_whole_and_has_no_circle() => Hold((before, target, plan, after) =>
    {
        PlaybookPlan follows = after.Plan;
        string[] stages = [.. follows.Stages.Select(stage => stage.Key)];
        var done = new HashSet<string>();
        // Each round takes what waits for nothing that is left; a circle would never be taken.
        while (follows.Tasks.Where(task => !done.Contains(task.Key) && task.DependsOn.All(done.Contains)).ToArray() is
            { Length: > 0 } free)
        {
            done.UnionWith(free.Select(task => task.Key));
        }

        Assert.Equal(follows.Tasks.Length, done.Count);
        Assert.Distinct(follows.Tasks.Select(task => task.Key));
        Assert.Distinct(stages);
        Assert.All(follows.Tasks, task =>
        {
            Assert.Contains(task.Stage, stages);
            Assert.All(task.NeedsInputs, key => Assert.NotNull(after.Input(key)));
            Assert.All(task.NeedsMilestones, key => Assert.NotNull(after.Milestone(key)));
        });
        Assert.Equal(stages, after.Stages.Select(stage => stage.Key));
        Assert.Equal(follows.Inputs.Select(input => input.Key), after.Inputs.Select(input => input.Key));
        Assert.Equal(follows.Milestones.Select(known => known.Key), after.Milestones.Select(known => known.Key));
        Assert.Single(follows.Milestones, milestone => milestone.FirstValue);
        Assert.Equal(
            follows.Tasks.Where(task => plan.Tasks.Contains(task.Key)).Select(task => task.Key),
            after.Tasks.Select(task => task.Key));
    });

    [Fact]
    [Trait("Requirement", "A5.4")]
    public void No_open_gate_is_jumped() => Hold((before, target, plan, after) =>
    {
        // Of the revision's stages, those that count as passed are those that were, and they come first.
        Assert.Equal(
            before.Stages.Where(stage => stage.CompletedAt is not null).Select(stage => stage.Key),
            after.Stages.TakeWhile(stage => stage.CompletedAt is not null).Select(stage => stage.Key));
        Assert.DoesNotContain(
            after.Stages.SkipWhile(stage => stage.CompletedAt is not null), stage => stage.CompletedAt is not null);
        // Work that lies open had nothing to wait for before, or has nothing now.
        Assert.All(
            after.Tasks.Where(task => task.Phase == TaskPhase.Open && OnboardingGates.OfTask(before, task.Key).IsEmpty),
            task => Assert.DoesNotContain(
                OnboardingGates.OfTask(after, task.Key),
                waits => waits != $"stage {after.Stages.First(stage => stage.CompletedAt is null).Key}"));
        // Nothing that is still to be done has its place in a stage that is passed, but for the intervention of an alert
        // that was raised after the last stage and before going live.
        Assert.All(
            after.Tasks.Where(task => task.Phase is TaskPhase.Locked or TaskPhase.Open
                && after.Plan.Tasks.Single(known => known.Key == task.Key).OnAlert is null),
            task => Assert.Null(after.Stages.Single(
                stage => stage.Key == after.Plan.Tasks.Single(known => known.Key == task.Key).Stage).CompletedAt));
    });

    [Fact]
    public void Every_piece_is_accounted_for_in_the_plan_that_is_shown() => Hold((before, target, plan, after) =>
    {
        string[] gone = [.. before.Tasks.Select(task => task.Key).Except(after.Tasks.Select(task => task.Key))];
        string[] come = [.. after.Tasks.Select(task => task.Key).Except(before.Tasks.Select(task => task.Key))];
        string[] ended =
        [
            .. after.Tasks.Where(task => task.Phase == TaskPhase.Skipped
                && before.Task(task.Key) is { Phase: TaskPhase.Locked or TaskPhase.Open }).Select(task => task.Key),
        ];
        Assert.Equal(gone.Order(), Acts(PlaybookPart.Task, MigrationAct.Removed));
        Assert.Equal(come.Order(), Acts(PlaybookPart.Task, MigrationAct.Added));
        Assert.Equal(ended.Order(), Acts(PlaybookPart.Task, MigrationAct.Skipped));
        Assert.All(ended, key => Assert.Contains(plan.Conflicts, conflict => conflict.Key == key));
        Assert.Equal(
            before.Milestones.Select(known => known.Key).Except(after.Milestones.Select(known => known.Key)).Order(),
            Acts(PlaybookPart.Milestone, MigrationAct.Removed));
        Assert.All(gone, key => Assert.Null(before.Task(key)!.OpenedAt));

        IEnumerable<string> Acts(PlaybookPart part, MigrationAct act) => plan.Changes
            .Where(change => change.Part == part && change.Act == act).Select(change => change.Key).Order();
    });

    [Fact]
    public void What_is_done_is_what_was_shown() => Hold((before, target, plan, after) =>
    {
        ImmutableArray<OnboardingEvent> events = Migrate(before, target, Starts.WonAt.AddDays(30));
        Assert.Equal(plan.Skipped, events.TakeWhile(each => each is OnboardingEvent.TaskSkipped)
            .Select(each => ((OnboardingEvent.TaskSkipped)each).Key));
        OnboardingEvent.Migrated migrated = Assert.Single(events.OfType<OnboardingEvent.Migrated>());
        Assert.Equal(
            Histories.Json([plan.Event(migrated.At)]), Histories.Json([migrated]));
    });

    [Fact]
    public void A_second_time_it_changes_nothing() => Hold((before, target, plan, after) =>
    {
        OnboardingState settled = Migrate(before, target, Starts.WonAt.AddDays(30))
            .Aggregate(before, OnboardingEvolution.Evolve);
        Assert.Empty(Migrate(settled, target, Starts.WonAt.AddDays(30)));

        // And a revision of another number with the same plan has nothing to change either.
        MigrationPlan again = Migration.Plan(settled, target with { Revision = target.Revision + 1 });
        Assert.Empty(again.Changes);
        Assert.Empty(again.Skipped);
        Assert.Empty(again.Locked);
        if (settled.Phase == OnboardingPhase.Active)
        {
            ImmutableArray<OnboardingEvent> events = Migrate(
                settled, target with { Revision = target.Revision + 1 }, Starts.WonAt.AddDays(30));
            Assert.IsType<OnboardingEvent.Migrated>(Assert.Single(events));
            OnboardingState moved = events.Aggregate(settled, OnboardingEvolution.Evolve);
            Assert.Equal(Histories.Json(settled with { Followed = null }), Histories.Json(moved with { Followed = null }));
        }
    });

    [Fact]
    public void It_can_be_brought_to_its_end_afterwards() => Hold((before, target, plan, after) =>
    {
        DateTimeOffset now = Starts.WonAt.AddYears(5);
        OnboardingState state = before;
        Do(new OnboardingCommand.Migrate(target, "ops@vendor.example"));
        DateOnly today = state.Start.Calendar.DayOf(now);
        Do(new OnboardingCommand.ObserveFacts(FieldMap.Of(OnboardingViews.FactsOf(state.Plan).Select(
            field => KeyValuePair.Create(field, (FieldValue)new FieldValue.Date(today))))));
        foreach (BlockerState blocker in state.Blockers)
        {
            Do(new OnboardingCommand.ResolveBlocker(blocker.Key));
        }

        foreach (InputState input in state.Inputs.Where(input => input.Phase != InputPhase.Verified))
        {
            Do(new OnboardingCommand.ReceiveInput(input.Key, $"now {now:O}"));
            Do(new OnboardingCommand.VerifyInput(input.Key));
        }

        while (state.Phase == OnboardingPhase.Active && NextOf(state) is { } next)
        {
            Do(next);
        }

        Assert.Equal(OnboardingPhase.Live, state.Phase);

        void Do(OnboardingCommand command)
        {
            if (state.Phase == OnboardingPhase.Active)
            {
                state = Assert.IsType<Decision<OnboardingEvent>.Accepted>(OnboardingDecisions.Decide(state, command, now))
                    .Events.Aggregate(state, OnboardingEvolution.Evolve);
            }
        }
    });

    [Fact]
    public void A_message_that_is_said_not_to_come_never_comes()
    {
        int said = 0;
        Histories.Hold(
            output,
            history =>
            {
                var random = new Random(history.Steps.Length);
                foreach (OnboardingHistory.Step step in history.Steps.Where((_, at) => at % 5 == 0))
                {
                    if (step.After.Phase == OnboardingPhase.Active)
                    {
                        said += NeverCome(step.After, step.Now, random);
                    }
                }
            },
            count: 150);
        // A promise about what never comes would hold of itself.
        Assert.InRange(said, 100, int.MaxValue);
    }

    private static int NeverCome(OnboardingState before, DateTimeOffset now, Random random)
    {
        MigrationTarget target = new RandomEdits(random).Target(before);
        ImmutableArray<OnboardingEvent> events = Migrate(before, target, now);
        MigrationPreview preview = MigrationPreview.Of(before, target, events);
        string[] dropped = [.. preview.MessagesDropped.Select(message => message.Key)];
        Assert.Distinct(dropped);
        Assert.Empty(Keys(events).Intersect(dropped));
        OnboardingState state = preview.After;
        var commands = new RandomCommands(random);
        for (int left = 30; left > 0; left--)
        {
            now = now.AddHours(random.Next(48));
            if (commands.Next(state, now) is not OnboardingCommand.Migrate and var command
                && OnboardingDecisions.Decide(state, command, now) is Decision<OnboardingEvent>.Accepted next)
            {
                Assert.Empty(Keys(next.Events).Intersect(dropped));
                state = next.Events.Aggregate(state, OnboardingEvolution.Evolve);
            }
        }

        return dropped.Length;

        static IEnumerable<string> Keys(IEnumerable<OnboardingEvent> events) => events
            .OfType<OnboardingEvent.MessagesIntended>()
            .SelectMany(intended => intended.Messages.Select(message => message.Key));
    }

    private static OnboardingCommand? NextOf(OnboardingState state) =>
        state.Tasks.FirstOrDefault(task => task.Phase == TaskPhase.Open) is { } open
            ? new OnboardingCommand.CompleteTask(open.Key, "ann@vendor.example")
            : state.SetupActions.FirstOrDefault(action => action.IsUnderWay) is { } asked
                ? new OnboardingCommand.ConfirmSetupAction(asked.Key, "T-1", "ann@vendor.example")
                : null;

    private static ImmutableArray<OnboardingEvent> Migrate(OnboardingState state, MigrationTarget target, DateTimeOffset now) =>
        Assert.IsType<Decision<OnboardingEvent>.Accepted>(OnboardingDecisions.Decide(
            state, new OnboardingCommand.Migrate(target, "ops@vendor.example"), now)).Events;

    /// <summary>
    /// Moves each random onboarding to a random later revision from several places in its life: the state before, the
    /// revision, the plan that is shown, and the state right after the move, before anything follows from it.
    /// </summary>
    private void Hold(Action<OnboardingState, MigrationTarget, MigrationPlan, OnboardingState> promise) => Histories.Hold(
        output,
        history =>
        {
            for (int at = 0; at < history.Steps.Length; at += 4)
            {
                OnboardingState before = history.Steps[at].After;
                if (before.Phase == OnboardingPhase.Active)
                {
                    MigrationTarget target = new RandomEdits(new Random((at * 7_919) + history.Steps.Length)).Target(before);
                    MigrationPlan plan = Migration.Plan(before, target);
                    IEnumerable<OnboardingEvent> moves = Migrate(before, target, Starts.WonAt.AddDays(30));
                    OnboardingState after = moves.TakeWhile(each => each is OnboardingEvent.TaskSkipped)
                        .Append(moves.OfType<OnboardingEvent.Migrated>().Single())
                        .Aggregate(before, OnboardingEvolution.Evolve);
                    promise(before, target, plan, after);
                }
            }
        },
        count: 100);
}
