using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Explanations;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

public sealed class BlockExplanationTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A19.2")]
    public void The_chain_leads_from_the_gate_over_what_waits_to_the_input_that_nobody_handed_in()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small).Complete("call", "plan");
        BlockExplanation why = BlockExplanations.Of(run.State, run.Now);

        OpenGate gate = why.Gates[0];
        Assert.Equal(new Piece(PieceKind.Stage, "setup"), gate.Gate);
        Assert.Equal(["task provision", "task connect", "milestone first_login"], gate.WaitsFor.Select(p => p.ToString()));
        Assert.Equal(["input sso", "milestone first_login"], gate.RootCauses.Select(p => p.ToString()));
        Assert.Equal(["task provision"], Find(why, PieceKind.Task, "connect").WaitsFor.Select(p => p.ToString()));
        Assert.Equal(["input sso"], Find(why, PieceKind.Task, "provision").WaitsFor.Select(p => p.ToString()));

        WaitingPiece root = Find(why, PieceKind.Input, "sso");
        Assert.True(root.IsRootCause);
        Assert.Equal(("impl@vendor.example", run.State.StartedAt), (root.Owner, root.Since));
        Assert.Equal("Input SSO was asked for on 2026-03-02 and impl@vendor.example has not seen to it", root.Words);
        Assert.StartsWith(
            "Acme is in stage Stage setup since 2026-03-02. In the end it waits for 2: " + root.Words, why.Words,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_task_ends_the_chain_with_its_owner_since_it_opened()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Pass(2);
        run.Complete("call");
        WaitingPiece plan = Find(BlockExplanations.Of(run.State, run.Now), PieceKind.Task, "plan");

        Assert.Equal((true, run.Now, new DateOnly(2026, 3, 6)), (plan.IsRootCause, plan.Since, plan.DueOn));
        Assert.Equal(
            "Task Task plan is open since 2026-03-04 and csm@vendor.example has not done it, due on 2026-03-06", plan.Words);
    }

    [Fact]
    public void Going_live_is_the_only_gate_once_all_stages_are_passed()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small).ToLastGate();
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "No network.", "impl@vendor.example"));
        BlockExplanation why = BlockExplanations.Of(run.State, run.Now);

        Assert.Equal(Piece.GoLive, Assert.Single(why.Gates).Gate);
        Assert.Equal(["milestone first_value", "blocker b1"], why.Gates[0].RootCauses.Select(p => p.ToString()));
        Assert.Equal("impl@vendor.example", Find(why, PieceKind.Blocker, "b1").Owner);
    }

    [Fact]
    public void What_waits_for_itself_is_named_as_the_cause()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Chain(1, 2) with
        {
            Tasks = [Plans.Task("a", "s0", "b"), Plans.Task("b", "s0", "a")],
        });
        BlockExplanation why = BlockExplanations.Of(run.State, run.Now);

        Assert.Equal(["task a", "task b"], why.Gates[0].RootCauses.Select(p => p.ToString()));
        Assert.EndsWith("somebody must let it go", Find(why, PieceKind.Task, "a").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_holds_what_has_ended()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Do(new OnboardingCommand.Cancel("gone"));
        BlockExplanation why = BlockExplanations.Of(run.State, run.Now);

        Assert.Empty(why.Gates);
        Assert.Equal("Nothing holds the onboarding of Acme: it is cancelled since 2026-03-02.", why.Words);
    }

    [Fact]
    public void Every_closed_gate_has_a_root_cause_with_an_owner_and_a_day() => Histories.Hold(output, history =>
    {
        foreach (OnboardingHistory.Step step in history.Steps.Where(s => s.After.Phase == OnboardingPhase.Active))
        {
            BlockExplanation why = BlockExplanations.Of(step.After, step.Now);
            Assert.Distinct(why.Pieces.Select(piece => piece.Piece));
            Dictionary<Piece, WaitingPiece> known = why.Pieces.ToDictionary(piece => piece.Piece);
            Assert.All(why.Gates, gate => Assert.NotEmpty(gate.RootCauses));
            Assert.All(why.Gates.SelectMany(gate => gate.RootCauses), root => Assert.True(known[root].IsRootCause));
            Assert.All(why.Pieces, piece =>
            {
                Assert.Contains('@', piece.Owner);
                Assert.All(piece.WaitsFor, next => Assert.Contains(next, known.Keys));
                Assert.Equal(piece.IsRootCause, piece.WaitsFor.IsEmpty || piece.Words.Contains("waits for itself"));
            });
        }
    }, count: 60);

    private static WaitingPiece Find(BlockExplanation why, PieceKind kind, string key) =>
        why.Pieces.Single(piece => piece.Piece == new Piece(kind, key));
}
