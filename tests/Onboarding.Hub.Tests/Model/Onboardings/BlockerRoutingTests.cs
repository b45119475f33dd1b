using Onboarding.Model.Messages;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>What holds an onboarding up goes to the one who can clear it away.</summary>
public sealed class BlockerRoutingTests
{
    private static readonly OnboardingStart s_start = Starts.Of(
        ShippedFiles.Playbook.PlanFor("high_touch")!);

    [Theory]
    [Trait("Requirement", "A12.5")]
    [InlineData(BlockerKind.MissingCustomerInput, "csm")]
    [InlineData(BlockerKind.InternalApproval, "csm_lead")]
    [InlineData(BlockerKind.ProvisioningStep, "implementation")]
    [InlineData(BlockerKind.Technical, "implementation")]
    [InlineData(BlockerKind.Other, "csm")]
    public void A_blocker_goes_by_its_kind_to_a_role_that_is_told_before_the_target_slips(BlockerKind kind, string role)
    {
        OnboardingRun run = OnboardingRun.Of(s_start);
        run.Do(new OnboardingCommand.RaiseBlocker(kind, "The tenant is missing.", null));

        string owner = Starts.MailOf(role);
        Assert.Equal(owner, Assert.Single(run.State.Blockers).Owner);
        NextAction action = Assert.Single(
            OnboardingActions.Of(run.State, run.Now), one => one.Kind == ActionKind.ResolveBlocker);
        Assert.Equal(owner, action.Owner);
        Assert.Contains("the target of milestone first_login is 2026-03-05", action.Why, StringComparison.Ordinal);
        MessageIntent told = Assert.Single(((OnboardingEvent.MessagesIntended)run.Events[^1]).Messages);
        Assert.Equal(("blocker_raised", owner), (told.Key, told.To!));
        Assert.Contains("The tenant is missing.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A12.5")]
    public void Who_is_named_goes_before_the_playbook_and_without_either_it_is_the_owner()
    {
        OnboardingRun run = OnboardingRun.Of(s_start);
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "No network.", "ann@vendor.example"));
        Assert.Equal("ann@vendor.example", run.State.Blockers[0].Owner);

        OnboardingRun plain = OnboardingRun.Of(Starts.Of(Plans.Small));
        plain.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "No network.", null));
        Assert.Equal(plain.State.Owner, plain.State.Blockers[0].Owner);
    }
}
