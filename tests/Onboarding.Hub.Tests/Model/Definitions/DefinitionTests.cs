using System.Collections.Immutable;

using FsCheck;
using FsCheck.Fluent;

using Onboarding.Model;
using Onboarding.Model.Definitions;
using Onboarding.Model.Journal;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Definitions;

/// <summary>How a definition comes from an assumption to something that everybody stands by.</summary>
public sealed class DefinitionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DefinitionText s_text =
        new("Time-to-Value", "Days from closed-won to first value.", ["vp_cs", "vp_sales"]);

    private DefinitionState? _state;

    public DefinitionTests() =>
        Do(new DefinitionCommand.Propose(DefinitionKind.Term, "time_to_value", s_text, "olivia@example.com"));

    [Fact]
    [Trait("Requirement", "A3.6")]
    public void What_is_written_down_is_assumed_and_nothing_else()
    {
        Assert.Equal((DefinitionPhase.Assumed, 0), (_state!.Phase, _state.Present.Number));
        Assert.Equal(["vp_cs", "vp_sales"], _state.MissingApprovers, StringComparer.Ordinal);
        Assert.Equal("term-time-to-value", _state.Id.Value);
    }

    [Fact]
    [Trait("Requirement", "A3.5")]
    [Trait("Requirement", "A3.8")]
    [Trait("Requirement", "A3.13")]
    public void It_is_confirmed_only_when_sales_and_customer_success_have_both_approved()
    {
        Do(new DefinitionCommand.Approve("vp_cs", "victor@example.com"));
        Assert.Equal(DefinitionPhase.Assumed, _state!.Phase);
        Assert.Equal(["vp_sales"], _state.MissingApprovers, StringComparer.Ordinal);

        Do(new DefinitionCommand.Approve("vp_sales", "sarah@example.com"));
        Assert.Equal(DefinitionPhase.Confirmed, _state!.Phase);
    }

    [Fact]
    [Trait("Requirement", "A3.5")]
    [Trait("Requirement", "A3.6")]
    public void Whoever_contests_holds_it_back_until_the_same_role_approves()
    {
        Do(new DefinitionCommand.Approve("vp_cs", "victor@example.com"));
        Do(new DefinitionCommand.Contest("vp_sales", "sarah@example.com", "We count from the signature."));
        Assert.Equal(DefinitionPhase.Contested, _state!.Phase);

        Do(new DefinitionCommand.Approve("vp_sales", "sarah@example.com"));
        Assert.Equal(DefinitionPhase.Confirmed, _state!.Phase);
    }

    [Fact]
    [Trait("Requirement", "A3.6")]
    public void Somebody_whose_approval_is_not_needed_can_still_contest()
    {
        Approve();
        Do(new DefinitionCommand.Contest("rev_ops", "rita@example.com", "The CRM has no such date."));
        Assert.Equal(DefinitionPhase.Contested, _state!.Phase);
    }

    [Fact]
    [Trait("Requirement", "A3.6")]
    [Trait("Requirement", "A3.7")]
    public void A_correction_asks_everybody_anew_and_keeps_what_was_before()
    {
        Approve();
        Do(Corrected("Days from signature to first value."));

        Assert.Equal((DefinitionPhase.Corrected, 1), (_state!.Phase, _state.Present.Number));
        Assert.Equal(["vp_cs", "vp_sales"], _state.MissingApprovers, StringComparer.Ordinal);
        Assert.Equal([0, 1], _state.Versions.Select(version => version.Number));
        Assert.Equal(2, _state.Versions[0].SignOffs.Length);
        Assert.Equal(
            ("rita@example.com", "Sales counts so.", s_now), (_state.Present.By, _state.Present.Reason, _state.Present.At));

        Approve();
        Assert.Equal(DefinitionPhase.Confirmed, _state!.Phase);
    }

    [Fact]
    public void A_correction_settles_what_was_contested()
    {
        Do(new DefinitionCommand.Contest("vp_sales", "sarah@example.com", "Wrong."));
        Do(Corrected("Right."));
        Assert.Equal(DefinitionPhase.Corrected, _state!.Phase);
    }

    [Fact]
    public void Who_must_approve_cannot_be_taken_off_unseen()
    {
        Do(new DefinitionCommand.Approve("vp_cs", "victor@example.com"));
        Do(new DefinitionCommand.Correct(s_text with { Approvers = ["vp_cs"] }, "rita@example.com", "Sales is late."));
        Assert.Equal(DefinitionPhase.Corrected, _state!.Phase);
    }

    [Fact]
    public void What_changes_nothing_is_no_event()
    {
        Do(new DefinitionCommand.Approve("vp_cs", "victor@example.com"));
        Assert.Empty(Do(new DefinitionCommand.Approve("vp_cs", "victor@example.com")));
        Assert.Empty(Do(new DefinitionCommand.Correct(
            s_text with { Approvers = [.. s_text.Approvers] }, "rita@example.com", "")));
    }

    [Fact]
    public void What_cannot_be_kept_is_refused()
    {
        Assert.Equal(RefusalReason.InvalidField, Refused(Corrected("")));
        Assert.Equal(RefusalReason.InvalidField, Refused(new DefinitionCommand.Correct(
            s_text with { Meaning = "Other." }, "rita@example.com", " ")));
        Assert.Equal(RefusalReason.InvalidField, Refused(new DefinitionCommand.Correct(
            s_text with { Approvers = [] }, "rita@example.com", "Nobody must.")));
        Assert.Equal(RefusalReason.InvalidField, Refused(new DefinitionCommand.Contest("vp_cs", "v@example.com", "")));
        Assert.Equal(RefusalReason.AlreadyExists, Refused(new DefinitionCommand.Propose(
            DefinitionKind.Term, "time_to_value", s_text, "olivia@example.com")));
        _state = null;
        Assert.Equal(RefusalReason.NotFound, Refused(new DefinitionCommand.Approve("vp_cs", "v@example.com")));
    }

    [Fact]
    public void There_is_a_bound_on_versions()
    {
        for (int version = 1; version < Definition.VersionsMax; version++)
        {
            Do(Corrected($"Meaning {version}."));
        }

        Assert.Equal(RefusalReason.StateConflict, Refused(Corrected("One too many.")));
    }

    [Fact]
    public void Whatever_is_said_it_is_confirmed_exactly_when_all_who_must_have_the_last_word_for_it()
    {
        const int seed = 20260302;
        Gen<DefinitionCommand> commands = Gen.OneOf(
            Gen.Elements("vp_cs", "vp_sales", "rev_ops")
                .Select(role => (DefinitionCommand)new DefinitionCommand.Approve(role, $"{role}@example.com")),
            Gen.Elements("vp_cs", "vp_sales", "rev_ops").Select(role =>
                (DefinitionCommand)new DefinitionCommand.Contest(role, $"{role}@example.com", "No.")),
            Gen.Choose(0, 3).Select(i => (DefinitionCommand)Corrected($"Meaning {i}.")));
        Prop.ForAll(commands.ListOf().Select(list => list.ToImmutableArray()).ToArbitrary(), list =>
        {
            _state = null;
            Do(new DefinitionCommand.Propose(DefinitionKind.Term, "time_to_value", s_text, "olivia@example.com"));
            var words = new Dictionary<string, bool>(StringComparer.Ordinal);
            foreach (DefinitionCommand command in list)
            {
                int before = _state!.Versions.Length;
                Do(command);
                switch (command)
                {
                    case DefinitionCommand.Approve approve: words[approve.Role] = true; break;
                    case DefinitionCommand.Contest contest: words[contest.Role] = false; break;
                    case DefinitionCommand.Correct when _state.Versions.Length > before: words.Clear(); break;
                    default: break;
                }
            }

            bool agreed = words.Values.All(yes => yes) && s_text.Approvers.All(words.ContainsKey);
            return agreed == (_state!.Phase == DefinitionPhase.Confirmed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(seed, 1));
    }

    private static DefinitionCommand.Correct Corrected(string meaning) =>
        new(s_text with { Meaning = meaning }, "rita@example.com", "Sales counts so.");

    private void Approve()
    {
        Do(new DefinitionCommand.Approve("vp_cs", "victor@example.com"));
        Do(new DefinitionCommand.Approve("vp_sales", "sarah@example.com"));
    }

    // Through JSON and back, as the journal keeps it.
    private ImmutableArray<DefinitionEvent> Do(DefinitionCommand command)
    {
        var accepted = Assert.IsType<Decision<DefinitionEvent>.Accepted>(Definition.Decide(_state, command, s_now));
        foreach (DefinitionEvent @event in accepted.Events)
        {
            string json = System.Text.Json.JsonSerializer.Serialize(@event, Aggregates.Definition.EventJson);
            _state = Definition.Evolve(_state, Aggregates.Definition.ReadEvent(json));
        }

        return accepted.Events;
    }

    private RefusalReason Refused(DefinitionCommand command) =>
        Assert.IsType<Decision<DefinitionEvent>.Refused>(Definition.Decide(_state, command, s_now)).Refusal.Reason;
}
