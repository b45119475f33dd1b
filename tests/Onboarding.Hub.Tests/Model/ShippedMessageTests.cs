using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Messages;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>What the shipped playbook tells whom, in each of its variants.</summary>
public sealed class ShippedMessageTests
{
    private static readonly FieldMap s_deal = FieldMap.Of(("stakeholders", FieldValue.OfTexts(
    [
        "Executive Sponsor: Ann Miller <ann@acme.example>", "Champion: Bo Li <bo@acme.example>",
        "Administrator: Cy Ng <cy@acme.example>", "Technical Buyer: Di Roy <di@acme.example>",
    ])));

    [Theory]
    [InlineData("high_touch", MessageOccasion.HandoffComplete, MessageOccasion.KickoffMoved, MessageOccasion.Weekly)]
    [InlineData("tech_touch", MessageOccasion.HandoffComplete, MessageOccasion.Dated, MessageOccasion.Weekly)]
    [InlineData("self_service", MessageOccasion.HandoffComplete, MessageOccasion.Dated)]
    [Trait("Requirement", "A14.2")]
    [Trait("Requirement", "A14.4")]
    [Trait("Requirement", "A14.6")]
    [Trait("Requirement", "A14.7")]
    [Trait("Requirement", "A14.8")]
    [Trait("Requirement", "A14.9")]
    [Trait("Requirement", "A14.10")]
    [Trait("Requirement", "A14.11")]
    public void Every_variant_has_a_message_for_each_occasion_that_people_rely_on(
        string variant, params MessageOccasion[] own)
    {
        HashSet<MessageOccasion> told = [.. Plan(variant).Messages.Select(message => message.On.Occasion)];
        HashSet<MessageOccasion> wanted =
            [
                MessageOccasion.Start, MessageOccasion.MilestoneReached, MessageOccasion.TaskOverdue,
                MessageOccasion.Stalled, MessageOccasion.SlaBreached, MessageOccasion.EscalationRaised,
                MessageOccasion.BlockerRaised, MessageOccasion.InputsOpen, MessageOccasion.Live, .. own,
            ];
        Assert.Superset(wanted, told);
    }

    [Fact]
    [Trait("Requirement", "A14.1")]
    [Trait("Requirement", "A20.5")]
    public void Each_tier_is_welcomed_in_its_own_words_with_its_own_facts()
    {
        Dictionary<string, MessageIntent> welcomes = Variants.ToDictionary(
            variant => variant,
            variant => Intents(Run(variant)).First(intent => intent.Key == "welcome"));

        Assert.Equal(3, welcomes.Values.Select(welcome => welcome.Text).Distinct().Count());
        Assert.All(welcomes.Values, welcome =>
        {
            Assert.Contains("Acme", welcome.Subject, StringComparison.Ordinal);
            Assert.Equal("recipient", Assert.Single(MessageText.Tokens(welcome.Text)));
            Assert.NotEmpty(welcome.Facts["next_steps"]);
        });
        Assert.Contains("csm@vendor.example", welcomes["high_touch"].Text, StringComparison.Ordinal);
        Assert.Equal(("customer_admin", "cy@acme.example"),
            (welcomes["self_service"].Role, welcomes["self_service"].To!));
    }

    [Fact]
    [Trait("Requirement", "A14.3")]
    [Trait("Requirement", "A14.5")]
    public void First_value_is_celebrated_on_both_sides_and_the_sponsor_hears_of_it()
    {
        OnboardingRun run = Run("high_touch");
        run.Observe("first_value_on", run.Today);
        ILookup<string, string?> told = Intents(run).Where(intent => intent.Cause == "milestone:first_value")
            .ToLookup(intent => intent.Key, intent => intent.To);

        Assert.Equal(["ann@acme.example", "bo@acme.example"], told["first_value"]);
        Assert.Contains("csm@vendor.example", told["first_value_inside"]);
        // Whoever has the message for this milestone does not get the one for any as well.
        Assert.Equal(2, told.Count);
    }

    [Fact]
    [Trait("Requirement", "A14.13")]
    public void Tech_touch_is_led_by_a_sequence_and_by_milestones_alone()
    {
        OnboardingRun run = Run("tech_touch");
        run.Pass(12);
        string[] keys = [.. Intents(run).Where(intent => Role.IsAtCustomer(intent.Role)).Select(intent => intent.Key)];
        Assert.Equal(
            ["welcome", "sequence_setup", "sequence_first_login", "sequence_first_value"],
            keys.Distinct().Where(key => key == "welcome" || key.StartsWith("sequence", StringComparison.Ordinal)));

        run.Observe("first_login_on", run.Today);
        Assert.Contains(Intents(run), intent => intent is { Key: "milestone_reached", To: "bo@acme.example" });
        Assert.DoesNotContain(
            Plan("tech_touch").Messages,
            message => message.On.Occasion == MessageOccasion.KickoffMoved || message.Key == "weekly_status_inside");
    }

    [Fact]
    [Trait("Requirement", "A14.9")]
    [Trait("Requirement", "A6.5")]
    public void Sales_and_success_both_hear_of_the_handoff_at_the_start()
    {
        MessageIntent[] told = [.. Intents(Run("high_touch")).Where(
            intent => intent.Cause.StartsWith("handoff:", StringComparison.Ordinal))];
        Assert.Equal(["csm@vendor.example", "ae@vendor.example"], told.Select(intent => intent.To));
    }

    [Theory]
    [InlineData("high_touch")]
    [InlineData("tech_touch")]
    [InlineData("self_service")]
    [Trait("Requirement", "A14.6")]
    [Trait("Requirement", "A14.12")]
    public void Ninety_days_without_a_hand_leave_no_token_open_and_tell_the_customer_nothing_of_alarms(string variant)
    {
        OnboardingRun run = Run(variant);
        run.Pass(90);
        ImmutableArray<MessageIntent> intents = Intents(run);
        Assert.InRange(intents.Length, 20, 400);
        Assert.All(intents, intent =>
        {
            Assert.NotNull(intent.To);
            Assert.All(MessageText.Tokens(intent.Subject).Concat(MessageText.Tokens(intent.Text)),
                token => Assert.Equal(MessageToken.Recipient, token));
            Assert.False(Role.IsAtCustomer(intent.Role) && intent.Facts.ContainsKey("why"));
        });
    }

    private static string[] Variants => ["high_touch", "tech_touch", "self_service"];

    private static PlaybookPlan Plan(string variant) => ShippedFiles.Playbook.PlanFor(variant)!;

    private static OnboardingRun Run(string variant) => OnboardingRun.Of(Starts.Of(Plan(variant)) with
    {
        Handoff = new HandoffId(IdSource.From("h")),
        Stakeholders = Stakeholders.Of(s_deal),
    });

    private static ImmutableArray<MessageIntent> Intents(OnboardingRun run) =>
        [.. run.Events.OfType<OnboardingEvent.MessagesIntended>().SelectMany(intended => intended.Messages)];
}
