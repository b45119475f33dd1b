using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>What holds of set-up actions for every playbook and whatever is asked of an onboarding.</summary>
public sealed class SetupActionPropertyTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A7.3")]
    [Trait("Requirement", "A7.4")]
    public void None_is_asked_for_before_what_it_waits_for() => Hold((state, requested) =>
    {
        SetupActionDefinition definition = state.Plan.SetupActions.Single(known => known.Key == requested.Key);
        // Asked for again is what was ready once; a person decides that, whatever has changed since.
        if (requested.Request > 1)
        {
            return;
        }

        Assert.All(definition.NeedsInputs, key => Assert.Equal(InputPhase.Verified, state.Input(key)!.Phase));
        Assert.All(definition.NeedsMilestones, key => Assert.NotNull(state.Milestone(key)!.AchievedOn));
        Assert.All(definition.After, key => Assert.False(state.SetupAction(key) is { IsClosed: false }));
        Assert.All(
            definition.AfterTasks,
            key => Assert.False(state.Task(key) is { Phase: TaskPhase.Locked or TaskPhase.Open }));
        Assert.False(state.Stages.Any(stage => stage.Key == definition.Stage && stage.EnteredAt is null));
    });

    [Fact]
    [Trait("Requirement", "A7.4")]
    public void None_is_asked_for_twice_but_by_a_person_after_it_failed() => Hold((state, requested) =>
    {
        SetupActionState before = state.SetupAction(requested.Key)!;
        Assert.Equal(before.Request + 1, requested.Request);
        Assert.Equal(
            requested.By is not null, before.Phase is SetupActionPhase.Failed or SetupActionPhase.ByHand);
        Assert.Equal(requested.By is null, before is { Phase: SetupActionPhase.Waiting, Request: 0 });
    });

    [Fact]
    [Trait("Requirement", "A7.6")]
    public void Nobody_is_live_with_one_open() => Histories.Hold(output, history =>
    {
        if (history.Last.Phase == OnboardingPhase.Live)
        {
            Assert.All(history.Last.SetupActions, action => Assert.True(action.IsClosed));
        }
    });

    [Fact]
    public void Whoever_closed_one_is_known_and_it_says_why() => Histories.Hold(output, history => Assert.All(
        history.Steps.SelectMany(step => step.After.SetupActions), action =>
        {
            Assert.Equal(action.Phase == SetupActionPhase.Confirmed, action.Reference is not null);
            Assert.Equal(action.Phase is SetupActionPhase.Failed or SetupActionPhase.Skipped, action.Reason is not null);
            Assert.Equal(action.IsClosed || action.Phase == SetupActionPhase.Failed, action.ClosedAt is not null);
        }));

    [Fact]
    public void That_one_is_done_counts_under_every_request_until_it_is_closed()
    {
        int open = 0;
        int closed = 0;
        Histories.Hold(output, history =>
        {
            foreach ((OnboardingState state, DateTimeOffset now) in history.Steps.SelectMany(
                step => new[] { (step.After, step.Now), (Retried(step), step.Now) }))
            {
                foreach ((SetupActionState action, int request) in state.SetupActions
                    .SelectMany(one => Enumerable.Range(1, one.Request).Select(request => (one, request))))
                {
                    Decision<OnboardingEvent> said = OnboardingDecisions.Decide(
                        state, new OnboardingCommand.ConfirmSetupAction(action.Key, "new", "system:x", request), now);
                    bool isOpen = state.Phase == OnboardingPhase.Active && !action.IsClosed;
                    Assert.Equal(isOpen, said is Decision<OnboardingEvent>.Accepted
                    {
                        Events: [OnboardingEvent.SetupActionConfirmed, ..],
                    });
                    Assert.Equal(!isOpen, said is Decision<OnboardingEvent>.Refused);
                    open += isOpen && request < action.Request ? 1 : 0;
                    closed += isOpen ? 0 : 1;
                }
            }
        });
        // A promise about what never comes would hold of itself.
        output.WriteLine($"Open under an earlier request: {open}; closed: {closed}.");
        Assert.InRange(Math.Min(open, closed), 20, int.MaxValue);
    }

    /// <summary>The state after a step, and after asking again for whatever may be asked for again.</summary>
    private static OnboardingState Retried(OnboardingHistory.Step step) => step.After.SetupActions.Aggregate(
        step.After,
        (state, action) => OnboardingDecisions.Decide(
            state, new OnboardingCommand.RetrySetupAction(action.Key, "ann@vendor.example"), step.Now)
            is Decision<OnboardingEvent>.Accepted accepted
                ? accepted.Events.Aggregate(state, (before, @event) => OnboardingEvolution.Evolve(before, @event)!)
                : state);

    private void Hold(Action<OnboardingState, OnboardingEvent.SetupActionRequested> promise)
    {
        int asked = 0;
        Histories.Hold(output, history =>
        {
            foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
            {
                if (@event is OnboardingEvent.SetupActionRequested requested)
                {
                    promise(state!, requested);
                    asked++;
                }
            }
        }, count: 400);
        // A promise about what never comes would hold of itself.
        Assert.InRange(asked, 50, int.MaxValue);
    }
}
