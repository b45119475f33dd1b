using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Simulation;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Reactions;

/// <summary>The switch by date from one playbook to the next.</summary>
public sealed class RolloutTests
{
    private static readonly DateOnly s_from = new(2026, 3, 10);

    [Theory]
    [InlineData("2026-03-09T23:59:59Z", "ninety-day")]
    [InlineData("2026-03-10T00:00:00Z", "structured")]
    [InlineData("2026-06-01T12:00:00Z", "structured")]
    [Trait("Requirement", "A1.9")]
    [Trait("Requirement", "A17.10")]
    public void Customers_won_from_the_day_on_get_the_new_playbook(string wonAt, string expected)
    {
        var hub = new PureHub
        {
            Settings = Settings.TwoTiers with { Rollout = new PlaybookRollout("structured", s_from) },
            RolledOut = Settings.Playbook with { Id = new PlaybookId("structured") },
            Now = DateTimeOffset.Parse(wonAt, System.Globalization.CultureInfo.InvariantCulture),
        };
        hub.Change(ResourceKind.Account, "acme", ("name", FieldValue.OfText("Acme")));
        hub.Change(
            ResourceKind.Opportunity, "deal", ("account_key", FieldValue.OfText("acme")), ("goals", FieldValue.OfText("Go live")),
            ("is_won", new FieldValue.Flag(true)));
        // Whatever is late about it, the day of closed-won decides.
        hub.Now = hub.Now.AddDays(20);
        hub.Settle();
        Assert.Equal(expected, hub.TheOnboarding.Start.Playbook.Value);
    }

    [Fact]
    [Trait("Requirement", "A1.9")]
    public void A_rollout_is_journaled_with_who_and_why_and_survives_other_changes()
    {
        WorkspaceState state = Do(null, new WorkspaceCommand.Create(new WorkspaceId("acme"), Settings.TwoTiers));
        var plan = new WorkspaceCommand.PlanRollout(new PlaybookRollout("structured", s_from), "pilot", "It went well.", "vp@vendor.example");
        var planned = Assert.IsType<WorkspaceEvent.RolloutPlanned>(Events(state, plan).Single());
        Assert.Equal(("It went well.", "vp@vendor.example"), (planned.Reason, planned.By));
        state = Do(state, plan);
        Assert.Empty(Events(state, plan));
        Assert.Equal(("ninety-day", "structured"), (state.Settings.PlaybookOn(s_from.AddDays(-1)), state.Settings.PlaybookOn(s_from)));

        state = Do(state, new WorkspaceCommand.Configure(Settings.TwoTiers with { DisplayName = "Vendor Ltd" }));
        Assert.Equal("structured", state.Settings.PlaybookOn(s_from));
        state = Do(state, new WorkspaceCommand.Configure(Settings.TwoTiers with { Playbook = "other" }));
        Assert.Equal("other", state.Settings.PlaybookOn(s_from));
    }

    [Fact]
    public void A_second_rollout_goes_on_from_the_first()
    {
        WorkspaceState state = Do(null, new WorkspaceCommand.Create(new WorkspaceId("acme"), Settings.TwoTiers));
        state = Do(state, new WorkspaceCommand.PlanRollout(new PlaybookRollout("structured", s_from), "one", "Well.", "vp"));
        state = Do(state, new WorkspaceCommand.PlanRollout(new PlaybookRollout("third", s_from.AddDays(90)), "two", "Better.", "vp"));
        Assert.Equal(("structured", "third"), (state.Settings.PlaybookOn(s_from.AddDays(89)), state.Settings.PlaybookOn(s_from.AddDays(90))));
    }

    private static IEnumerable<WorkspaceEvent> Events(WorkspaceState? state, WorkspaceCommand command) =>
        Assert.IsType<Decision<WorkspaceEvent>.Accepted>(Workspace.Decide(state, command, Starts.WonAt)).Events;

    private static WorkspaceState Do(WorkspaceState? state, WorkspaceCommand command) =>
        Events(state, command).Aggregate(state, Workspace.Evolve)!;
}
