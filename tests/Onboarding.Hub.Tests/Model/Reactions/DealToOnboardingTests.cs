using FsCheck;
using FsCheck.Fluent;

using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Signals;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Simulation;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Reactions;

/// <summary>What follows from what, from the deal in the CRM to the onboarding and back.</summary>
public sealed class DealToOnboardingTests
{
    private static readonly FieldValue s_yes = new FieldValue.Flag(true);
    private static readonly FieldValue s_no = new FieldValue.Flag(false);
    private readonly PureHub _hub = new();

    [Fact]
    [Trait("Requirement", "A1.1")]
    [Trait("Requirement", "A1.4")]
    public void A_won_deal_with_a_complete_handoff_starts_the_variant_of_its_tier()
    {
        AddAccount(90_000);
        WinWithAllFields();

        OnboardingStart start = _hub.TheOnboarding.Start;
        Assert.Equal(("high_touch", "high_touch"), (start.Tier, start.Plan.Variant));
        Assert.Equal((new PlaybookId("ninety-day"), 1), (start.Playbook, start.Revision));
    }

    [Fact]
    [Trait("Requirement", "A1.2")]
    [Trait("Requirement", "A1.3")]
    public void The_onboarding_carries_customer_owner_tier_and_promised_day_from_its_first_moment()
    {
        AddAccount(90_000);
        ChangeDeal(("committed_activation_on", new FieldValue.Date(new DateOnly(2026, 6, 1))));
        WinWithAllFields();

        OnboardingStart start = _hub.TheOnboarding.Start;
        Assert.Equal(("Acme", "acme", "deal"), (start.Title, start.AccountKey, start.OpportunityKey));
        Assert.Equal(new DateOnly(2026, 6, 1), start.CommittedActivationOn);
        Assert.Equal("csm@vendor.example", _hub.TheOnboarding.Owner);
        Assert.Equal("csm@vendor.example", start.Owners["csm"]);
    }

    [Fact]
    [Trait("Requirement", "A6.1")]
    [Trait("Requirement", "A6.3")]
    public void Nothing_starts_while_a_mandatory_field_is_missing_and_the_CRM_is_told_which()
    {
        AddAccount(90_000);
        ChangeDeal(("is_won", s_yes), ("goals", FieldValue.OfText("Go live")));
        Settle();

        Assert.Empty(_hub.Onboardings);
        Assert.Null(_hub.TheHandoff.CsOwner);
        Assert.Equal("stakeholders", _hub.Opportunity("deal")!.Values.TextOf("handoff_missing"));

        _hub.Send(
            ResourceKind.Opportunity, "deal",
            new ResourceCommand.NameStakeholder("role1", "Champion: Ann <a@acme.example>"));
        Settle();

        Assert.True(_hub.TheHandoff.WasBlocked);
        Assert.True(_hub.Opportunity("deal")!.Values.IsTrue("handoff_complete"));
        Assert.Equal(FieldValue.Nothing, _hub.Opportunity("deal")!.Values.Get("handoff_missing"));
        Assert.Single(_hub.Onboardings);
    }

    [Fact]
    [Trait("Requirement", "A6.5")]
    public void Deal_and_account_learn_who_owns_the_customer_and_how_the_onboarding_stands()
    {
        AddAccount(90_000);
        WinWithAllFields();

        foreach (FieldMap values in (FieldMap[])[_hub.Opportunity("deal")!.Values, _hub.Account("acme")!.Values])
        {
            Assert.Equal("csm@vendor.example", values.TextOf("cs_owner_email"));
            Assert.Equal("active", values.TextOf("onboarding_state"));
            Assert.Equal("Stage welcome", values.TextOf("onboarding_stage"));
        }
    }

    [Fact]
    public void A_deal_that_is_won_before_its_account_is_named_starts_when_it_is()
    {
        AddAccount(90_000);
        _hub.Change(
            ResourceKind.Opportunity, "deal", ("is_won", s_yes), ("goals", FieldValue.OfText("Go live")),
            ("stakeholders", FieldValue.OfTexts(["Champion: Ann"])));
        Settle();
        Assert.Empty(_hub.Handoffs);

        ChangeDeal();
        Settle();
        Assert.Single(_hub.Onboardings);
    }

    [Fact]
    [Trait("Requirement", "A1.4")]
    public void A_deal_that_is_read_before_its_account_waits_for_it_and_says_so()
    {
        WinWithAllFields();
        Assert.Empty(_hub.Onboardings);
        Assert.Contains("not known yet", _hub.TheHandoff.StartRefusedBecause);

        AddAccount(90_000);
        Settle();

        Assert.Equal("high_touch", _hub.TheOnboarding.Start.Tier);
        Assert.Null(_hub.TheHandoff.StartRefusedBecause);
    }

    [Fact]
    [Trait("Requirement", "A1.9")]
    public void A_deal_of_the_time_before_the_hub_starts_nothing()
    {
        _hub.Settings = Settings.TwoTiers with { StartsFrom = DateOnly.FromDateTime(_hub.Now.Date) };
        AddAccount(90_000);
        ChangeDeal(
            ("is_won", s_yes), ("goals", FieldValue.OfText("Go live")),
            ("stakeholders", FieldValue.OfTexts(["Champion: Ann <a@acme.example>"])),
            ("close_date", new FieldValue.Date(DateOnly.FromDateTime(_hub.Now.Date).AddDays(-1))));
        Settle();
        ChangeDeal(("goals", FieldValue.OfText("Go further")));
        Settle();

        Assert.Empty(_hub.Handoffs);
        Assert.Null(_hub.Account("acme")!.Values.TextOf("onboarding_tier"));
    }

    [Fact]
    [Trait("Requirement", "A1.9")]
    public void A_deal_that_the_hub_sees_being_won_starts_whatever_its_close_date_says()
    {
        _hub.Settings = Settings.TwoTiers with { StartsFrom = DateOnly.FromDateTime(_hub.Now.Date) };
        AddAccount(90_000);
        ChangeDeal(("close_date", new FieldValue.Date(DateOnly.FromDateTime(_hub.Now.Date).AddDays(-40))));
        WinWithAllFields();

        Assert.Single(_hub.Onboardings);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("onboarding")]
    [Trait("Requirement", "A5.5")]
    public void A_customer_success_owner_changed_on_one_side_is_the_same_on_all(string side)
    {
        const string New = "new@vendor.example";
        AddAccount(90_000);
        WinWithAllFields();
        if (side == "account")
        {
            _hub.Change(ResourceKind.Account, "acme", ("cs_owner_email", FieldValue.OfText(New)));
        }
        else
        {
            _hub.Send(_hub.TheOnboarding.Start.Id.ToString(), new OnboardingCommand.AssignRole("csm", New));
        }

        Settle();

        Assert.Equal(New, _hub.TheOnboarding.Owners["csm"]);
        Assert.Equal(New, _hub.TheHandoff.CsOwner);
        Assert.Equal(New, _hub.Opportunity("deal")!.Values.TextOf("cs_owner_email"));
        Assert.Equal(New, _hub.Account("acme")!.Values.TextOf("cs_owner_email"));
    }

    [Fact]
    public void A_deleted_deal_raises_one_blocker_for_a_person()
    {
        AddAccount(90_000);
        WinWithAllFields();
        _hub.Send(ResourceKind.Opportunity, "deal", new ResourceCommand.Delete(null));
        Settle();

        Assert.Contains("deleted in the CRM", Assert.Single(_hub.TheOnboarding.Blockers).Description, StringComparison.Ordinal);
        Assert.Equal(OnboardingPhase.Active, _hub.TheOnboarding.Phase);
    }

    [Fact]
    public void A_start_that_stays_refused_is_tried_less_and_less_often()
    {
        _hub.Playbook = null;
        AddAccount(90_000);
        WinWithAllFields();
        int days = 0;
        int before = _hub.Events.Count;
        for (DateTimeOffset end = _hub.Now.AddDays(30); _hub.Now < end; days++)
        {
            _hub.Now = _hub.TheHandoff.RetryAt!.Value;
            _hub.Send(_hub.TheHandoff.Id.ToString(), new HandoffCommand.RetryStart());
            Settle();
        }

        Assert.InRange(days, 30, 36);
        Assert.InRange(_hub.Events.Count - before, 60, 80);
    }

    [Fact]
    public void An_account_without_a_won_deal_is_told_nothing()
    {
        AddAccount(90_000);
        Settle();

        Assert.Equal("high_touch", _hub.Account("acme")!.Classification!.Tier);
        Assert.DoesNotContain("onboarding_tier", _hub.Account("acme")!.Fields.Keys);
    }

    [Fact]
    public void An_account_of_the_last_tier_also_ends_the_wait_for_it()
    {
        WinWithAllFields();
        AddAccount(10);
        Settle();

        Assert.Equal("self_service", _hub.TheOnboarding.Start.Tier);
    }

    [Fact]
    public void A_tier_change_before_completion_changes_what_is_mandatory()
    {
        AddAccount(90_000);
        ChangeDeal(("is_won", s_yes), ("goals", FieldValue.OfText("Go live")));
        Settle();
        Assert.Equal<string>(["stakeholders"], _hub.TheHandoff.Missing);

        _hub.Change(ResourceKind.Account, "acme", ("annual_recurring_revenue", new FieldValue.Number(10)));
        Settle();

        Assert.Equal("self_service", _hub.TheHandoff.Tier);
        Assert.Equal("self_service", _hub.TheOnboarding.Start.Plan.Variant);
    }

    [Fact]
    public void A_tier_change_after_completion_leaves_handoff_and_onboarding_as_they_are()
    {
        AddAccount(90_000);
        WinWithAllFields();
        _hub.Change(ResourceKind.Account, "acme", ("annual_recurring_revenue", new FieldValue.Number(10)));
        Settle();

        Assert.Equal("self_service", _hub.Account("acme")!.Classification!.Tier);
        Assert.Equal("high_touch", _hub.Account("acme")!.Values.TextOf("onboarding_tier"));
        Assert.Equal("high_touch", _hub.TheHandoff.Tier);
        Assert.Equal("high_touch", _hub.TheOnboarding.Start.Tier);
    }

    [Fact]
    public void A_reopened_deal_withdraws_its_handoff_and_raises_one_blocker_for_a_person()
    {
        AddAccount(90_000);
        WinWithAllFields();
        ChangeDeal(("is_won", s_no));
        Settle();
        ChangeDeal(("amount", new FieldValue.Number(1)));
        Settle();

        Assert.NotNull(_hub.TheHandoff.WithdrawnAt);
        Assert.Equal(OnboardingPhase.Active, _hub.TheOnboarding.Phase);
        BlockerState blocker = Assert.Single(_hub.TheOnboarding.Blockers);
        Assert.Equal(BlockerKind.InternalApproval, blocker.Kind);
        Assert.Equal(_hub.TheOnboarding.Owner, blocker.Owner);
    }

    [Fact]
    public void A_deal_won_again_has_a_second_handoff_and_its_running_onboarding_goes_on()
    {
        AddAccount(90_000);
        WinWithAllFields();
        ChangeDeal(("is_won", s_no));
        Settle();
        ChangeDeal(("is_won", s_yes));
        Settle();
        ChangeDeal(("is_won", s_no));
        Settle();

        Assert.Equal(2, _hub.Handoffs.Count);
        Assert.All(_hub.Handoffs, handoff => Assert.NotNull(handoff.CompletedAt));
        Assert.All(_hub.Handoffs, handoff => Assert.NotNull(handoff.WithdrawnAt));
        Assert.Single(_hub.TheOnboarding.Blockers);
    }

    [Fact]
    public void A_deal_won_again_after_its_onboarding_was_cancelled_starts_another()
    {
        AddAccount(90_000);
        WinWithAllFields();
        ChangeDeal(("is_won", s_no));
        Settle();
        _hub.Send(_hub.TheOnboarding.Start.Id.ToString(), new OnboardingCommand.Cancel("not won"));
        ChangeDeal(("is_won", s_yes));
        Settle();

        Assert.Equal(
            [OnboardingPhase.Active, OnboardingPhase.Cancelled], _hub.Onboardings.Select(each => each.Phase).Order());
    }

    [Fact]
    public void A_slip_that_was_mended_before_anybody_reacted_to_it_costs_nothing()
    {
        AddAccount(90_000);
        WinWithAllFields();
        ChangeDeal(("is_won", s_no));
        ChangeDeal(("is_won", s_yes));
        Settle();

        Assert.Equal(1, _hub.Handoffs.Count(handoff => handoff.WithdrawnAt is null));
        Assert.Empty(_hub.TheOnboarding.Blockers);
    }

    [Fact]
    [Trait("Requirement", "A9.5")]
    public void What_the_account_shows_reaches_the_onboardings_that_are_active_and_no_others()
    {
        AddAccount(90_000);
        WinWithAllFields();
        string key = _hub.TheOnboarding.Start.Id.ToString();
        _hub.Change(ResourceKind.Account, "acme", ("first_login_on", new FieldValue.Date(new DateOnly(2026, 3, 2))));
        Settle();
        Assert.Equal(new DateOnly(2026, 3, 2), _hub.TheOnboarding.Milestone("first_login")!.AchievedOn);

        _hub.Send(key, new OnboardingCommand.Cancel("lost"));
        _hub.Change(ResourceKind.Account, "acme", ("first_value_on", new FieldValue.Date(new DateOnly(2026, 3, 2))));
        Settle();
        Assert.Null(_hub.TheOnboarding.Milestone("first_value")!.AchievedOn);
    }

    [Fact]
    public void A_fact_that_ends_an_onboarding_comes_after_what_else_its_account_reports()
    {
        _hub.Playbook = PlaybookThatListens();
        AddAccount(90_000);
        WinWithAllFields();
        string key = _hub.TheOnboarding.Start.Id.ToString();
        foreach (string task in (string[])["call", "plan"])
        {
            _hub.Send(key, new OnboardingCommand.CompleteTask(task, "csm@vendor.example"));
        }

        _hub.Send(key, new OnboardingCommand.ReceiveInput("sso", "here"));
        _hub.Send(key, new OnboardingCommand.VerifyInput("sso"));
        _hub.Send(key, new OnboardingCommand.CompleteTask("provision", "csm@vendor.example"));
        _hub.Send(key, new OnboardingCommand.CompleteTask("connect", "csm@vendor.example"));
        var day = new FieldValue.Date(new DateOnly(2026, 3, 2));
        _hub.Change(ResourceKind.Account, "acme", ("first_login_on", day));
        Settle();
        _hub.Send(key, new OnboardingCommand.CompleteTask("train", "csm@vendor.example"));

        _hub.Change(
            ResourceKind.Account, "acme", ("first_value_on", day), ("active_user_share", new FieldValue.Number(0.9m)));
        Settle();

        Assert.Equal(OnboardingPhase.Live, _hub.TheOnboarding.Phase);
        Assert.NotNull(_hub.TheOnboarding.Series(SignalKind.ActiveUserShare));
        Assert.Empty(_hub.Refusals);
    }

    [Fact]
    [Trait("Requirement", "A5.5")]
    public void A_new_owner_in_the_CRM_takes_over_handoff_onboarding_and_account()
    {
        AddAccount(90_000);
        WinWithAllFields();
        ChangeDeal(("cs_owner_email", FieldValue.OfText("new@vendor.example")));
        Settle();

        Assert.Equal("new@vendor.example", _hub.TheHandoff.CsOwner);
        Assert.Equal("new@vendor.example", _hub.TheOnboarding.Owner);
        Assert.Equal("new@vendor.example", _hub.Account("acme")!.Values.TextOf("cs_owner_email"));
    }

    [Fact]
    public void A_name_that_is_no_address_is_nobody_and_the_next_candidate_is_asked()
    {
        AddAccount(90_000);
        ChangeDeal(("cs_owner_email", FieldValue.OfText("Jane Doe")), ("owner_email", FieldValue.OfText("  ")));
        WinWithAllFields();

        Assert.Equal("csm@vendor.example", _hub.TheHandoff.CsOwner);
        Assert.Empty(_hub.Refusals);
        Assert.Single(_hub.Onboardings);
    }

    [Fact]
    public void A_start_that_was_refused_is_tried_again_with_a_kickoff_that_lies_ahead()
    {
        _hub.Playbook = null;
        AddAccount(90_000);
        WinWithAllFields();
        Assert.Contains("not published", _hub.TheHandoff.StartRefusedBecause);
        Assert.Equal(_hub.Now + Handoff.RetryAfter, _hub.TheHandoff.RetryAt);

        _hub.Playbook = Settings.Playbook;
        _hub.Now = _hub.Now.AddDays(30);
        _hub.Send(_hub.TheHandoff.Id.ToString(), new HandoffCommand.RetryStart());
        Settle();

        Assert.Null(_hub.TheHandoff.RetryAt);
        Assert.Equal(new DateOnly(2026, 4, 8), _hub.TheOnboarding.KickoffOn);
    }

    [Fact]
    public void A_handoff_that_nobody_can_take_says_so_until_somebody_holds_the_role()
    {
        _hub.Settings = Settings.TwoTiers with { Roles = [] };
        AddAccount(90_000);
        WinWithAllFields();
        Assert.Contains("Nobody holds the role csm", _hub.TheHandoff.StartRefusedBecause);

        _hub.Settings = Settings.TwoTiers;
        _hub.Now += Handoff.RetryAfter;
        _hub.Send(_hub.TheHandoff.Id.ToString(), new HandoffCommand.RetryStart());
        Settle();
        Assert.Single(_hub.Onboardings);
    }

    [Fact]
    public void The_order_in_which_records_arrive_does_not_change_where_it_ends() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Assert.Equal(EndOf(null), EndOf(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20_260_302, 1));

    // A contact's role that is read before its deal is kept aside and comes again, as a dead letter does.
    private static string EndOf(int? seed)
    {
        var hub = new PureHub();
        List<Func<bool>> arrivals =
        [
            () => Taken(() => hub.Change(
                ResourceKind.Account, "acme", ("name", FieldValue.OfText("Acme")),
                ("annual_recurring_revenue", new FieldValue.Number(90_000)))),
            () => Taken(() => hub.Change(ResourceKind.Opportunity, "deal", ("account_key", FieldValue.OfText("acme")))),
            () => Taken(() => hub.Change(ResourceKind.Opportunity, "deal", ("is_won", new FieldValue.Flag(true)))),
            () => Taken(() => hub.Change(ResourceKind.Opportunity, "deal", ("goals", FieldValue.OfText("Go live")))),
            () => hub.Send(
                ResourceKind.Opportunity, "deal", new ResourceCommand.NameStakeholder("r1", "Champion: Ann")) is null,
        ];
        var random = new Random(seed ?? 0);
        List<Func<bool>> left = seed is null ? arrivals : [.. arrivals.OrderBy(_ => random.Next())];
        while (left.Count > 0)
        {
            left = [.. left.Where(arrival => !Settled(hub, arrival, random))];
        }

        hub.Settle();
        HandoffState handoff = hub.TheHandoff;
        OnboardingState onboarding = hub.TheOnboarding;
        return string.Join('|', handoff.Tier, handoff.CsOwner, string.Join(',', handoff.Required),
            string.Join(',', handoff.Fields), handoff.StartRefusedBecause,
            onboarding.Start.Tier, onboarding.Start.Title,
            string.Join(',', onboarding.Tasks), string.Join(',', onboarding.Owners),
            string.Join(',', hub.Account("acme")!.Values), string.Join(',', hub.Opportunity("deal")!.Values));
    }

    private static bool Settled(PureHub hub, Func<bool> arrival, Random random)
    {
        bool taken = arrival();
        if (random.Next(2) == 0)
        {
            hub.Settle();
        }

        return taken;
    }

    private static bool Taken(Action change)
    {
        change();
        return true;
    }

    private static PlaybookState PlaybookThatListens()
    {
        PlaybookRevision newest = Settings.Playbook.Newest;
        PlaybookPlan listening = Plans.Small with
        {
            Alerts =
            [
                new AlertDefinition
                {
                    Key = "few",
                    Title = "Few are active",
                    Next = "Train them.",
                    Rule = new AlertRule.Signal(
                        SignalKind.ActiveUserShare, SignalReading.Latest, 0, Comparison.Less, 0.1m),
                },
            ],
        };
        return Settings.Playbook with
        {
            Revisions = [newest with { Definition = newest.Definition with { Plans = [listening] } }],
        };
    }

    private void AddAccount(int revenue) => _hub.Change(
        ResourceKind.Account, "acme", ("name", FieldValue.OfText("Acme")),
        ("annual_recurring_revenue", new FieldValue.Number(revenue)));

    private void ChangeDeal(params (string Field, FieldValue Value)[] fields) =>
        _hub.Change(ResourceKind.Opportunity, "deal", [.. fields, ("account_key", FieldValue.OfText("acme"))]);

    private void WinWithAllFields()
    {
        ChangeDeal(
            ("is_won", s_yes), ("goals", FieldValue.OfText("Go live")),
            ("stakeholders", FieldValue.OfTexts(["Champion: Ann <a@acme.example>"])));
        Settle();
    }

    // One change of one customer is a handful of events; more would mean that reactions chase each other.
    private void Settle() => Assert.InRange(_hub.Settle(), 0, 40);
}
