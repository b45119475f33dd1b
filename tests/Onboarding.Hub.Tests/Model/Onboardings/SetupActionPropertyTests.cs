using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Playbooks;

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
