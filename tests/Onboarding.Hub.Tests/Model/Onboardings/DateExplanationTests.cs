using System.Text.Json;

using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Explanations;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>"Why is this date what it is" is answered from the journal.</summary>
public sealed class DateExplanationTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A8.1")]
    public void A_task_tells_its_rule_its_anchor_and_who_moved_it()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 12)));

        DateExplanation answer = Explain(run, PlaybookPart.Task, "call");
        Assert.Equal(
            (new DateOnly(2026, 3, 12), "on kickoff", "kickoff", new DateOnly(2026, 3, 12)),
            (answer.Day, answer.Rule, answer.Anchor, answer.AnchorOn));
        Assert.Equal("Task call has the day 2026-03-12, on kickoff (2026-03-12).", answer.Words);
        Assert.Equal(
            [(null, new DateOnly(2026, 3, 9)), (new DateOnly(2026, 3, 9), (DateOnly?)new DateOnly(2026, 3, 12))],
            answer.Moves.Select(move => (move.From, move.To)));
        Assert.Equal("the kickoff was moved to 2026-03-12; on kickoff (2026-03-12)", answer.Moves[1].Why);
        Assert.Equal(
            ("ops@vendor.example", "call:2", "redated"),
            (answer.Moves[1].Actor, answer.Moves[1].Cause, answer.Moves[1].Event));
    }

    [Fact]
    public void What_counts_from_something_that_has_not_happened_says_so()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        Assert.Equal(
            "Task plan has no day yet, 2 days after task call, which has not happened.",
            Explain(run, PlaybookPart.Task, "plan").Words);
        Assert.Equal(
            "The SLA of stage setup has no day yet, 10 days after stage setup, which has not happened.",
            Explain(run, PlaybookPart.Stage, "setup").Words);
    }

    [Fact]
    public void A_finished_task_keeps_its_day_and_says_why()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small).Complete("call");
        Assert.EndsWith(
            "The day stands, because it is completed.", Explain(run, PlaybookPart.Task, "call").Words,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_onboarding_has_no_answer_for_what_it_has_not() =>
        Assert.Null(DateExplanations.Of(
            new DatedPiece(PlaybookPart.Task, "nonsense"), Stream(OnboardingRun.Of(Plans.Small).Decisions)));

    [Fact]
    [Trait("Requirement", "A8.1")]
    public void The_moves_of_every_date_lead_from_none_to_the_present_one() => Histories.Hold(
        output,
        history =>
        {
            JournalEvent[] stream = Stream(history.Steps.Select(step => (IReadOnlyList<OnboardingEvent>)step.Events));
            // As an earlier hub would have written it: the answer must not depend on when an event was written.
            JournalEvent[] older = [.. stream.Select(WithoutReasons)];
            foreach (DatedPiece piece in Pieces(history.Last))
            {
                DateExplanation answer = DateExplanations.Of(piece, stream)!;
                Assert.Equal(piece.DayIn(history.Last), answer.Day);
                Assert.Equal(answer.Day, answer.Moves.LastOrDefault()?.To);
                Assert.Equal(
                    answer.Moves.Select(move => move.From),
                    answer.Moves.Select(move => move.To).Prepend(null).SkipLast(1));
                Assert.Equal(answer.Moves.AsEnumerable(), DateExplanations.Of(piece, older)!.Moves);
            }
        },
        count: 20);

    private static IEnumerable<DatedPiece> Pieces(OnboardingState state) =>
    [
        .. state.Tasks.Select(task => new DatedPiece(PlaybookPart.Task, task.Key)),
        .. state.Milestones.Select(milestone => new DatedPiece(PlaybookPart.Milestone, milestone.Key)),
        .. state.Stages.Select(stage => new DatedPiece(PlaybookPart.Stage, stage.Key)),
    ];

    private static DateExplanation Explain(OnboardingRun run, PlaybookPart part, string key) =>
        DateExplanations.Of(new DatedPiece(part, key), Stream(run.Decisions))!;

    private static JournalEvent WithoutReasons(JournalEvent journaled) =>
        Aggregates.Onboarding.ReadEvent(journaled.Payload) is OnboardingEvent.Redated redated
            ? journaled with
            {
                Payload = Json(redated with { TaskReasons = null, MilestoneReasons = null }),
            }
            : journaled;

    /// <summary>The events of decisions as the journal holds them, each decision by a call of its own.</summary>
    private static JournalEvent[] Stream(IEnumerable<IReadOnlyList<OnboardingEvent>> decisions)
    {
        var stream = new List<JournalEvent>();
        int calls = 0;
        foreach (IReadOnlyList<OnboardingEvent> decided in decisions)
        {
            calls++;
            stream.AddRange(decided.Select((happened, at) => new JournalEvent
            {
                Position = stream.Count + at + 1,
                Workspace = new WorkspaceId("acme"),
                Stream = Aggregates.Onboarding.Stream("one"),
                Version = stream.Count + at + 1,
                Type = Aggregates.Onboarding.NameOf(happened),
                Payload = Json(happened),
                Origin = new Origin("ops@vendor.example", $"call:{calls}"),
                Time = Starts.WonAt,
                Hash = "",
            }).ToArray());
        }

        return [.. stream];
    }

    private static string Json(OnboardingEvent happened) =>
        JsonSerializer.Serialize(happened, ModelJson.Default.OnboardingEvent);
}
