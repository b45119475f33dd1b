using System.Diagnostics;

using Onboarding.Model.Journal;

namespace Onboarding.Model.Definitions;

/// <summary>Decides and evolves definitions.</summary>
public static class Definition
{
    /// <summary>Versions are kept in the definition's state, so there is a bound.</summary>
    public const int VersionsMax = 200;

    public static Decision<DefinitionEvent> Decide(DefinitionState? state, DefinitionCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (null, DefinitionCommand.Propose propose) => DecidePropose(propose, now),
            (null, _) => Decision<DefinitionEvent>.Refuse(
                RefusalReason.NotFound, "There is no such definition; propose it first."),
            (_, DefinitionCommand.Propose) => Decision<DefinitionEvent>.Refuse(
                RefusalReason.AlreadyExists, $"The definition {state.Id} exists already; correct it instead."),
            (_, DefinitionCommand.Correct correct) => DecideCorrect(state, correct, now),
            (_, DefinitionCommand.Approve approve) => Said(state, approve.Role, approve.Person, true, "")
                ? Decision<DefinitionEvent>.Unchanged
                : Decision<DefinitionEvent>.Of(
                    new DefinitionEvent.Approved(state.Present.Number, approve.Role, approve.Person, now)),
            (_, DefinitionCommand.Contest contest) => DecideContest(state, contest, now),
            _ => throw new UnreachableException(),
        };

    public static DefinitionState Evolve(DefinitionState? state, DefinitionEvent @event) => @event switch
    {
        DefinitionEvent.Proposed proposed => new DefinitionState
        {
            Kind = proposed.Kind,
            Key = proposed.Key,
            Versions = [new DefinitionVersion(0, proposed.Text, proposed.By, "", proposed.At, [])],
        },
        DefinitionEvent.Corrected corrected => state! with
        {
            Versions = state.Versions.Add(new DefinitionVersion(
                corrected.Number, corrected.Text, corrected.By, corrected.Reason, corrected.At, [])),
        },
        DefinitionEvent.Approved approved =>
            Heard(state!, new SignOff(approved.Role, approved.Person, true, "", approved.At)),
        DefinitionEvent.Contested contested =>
            Heard(state!, new SignOff(contested.Role, contested.Person, false, contested.Reason, contested.At)),
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(DefinitionState state) =>
        new(Parent: null, State: state.Phase.ToString().ToLowerInvariant(), Title: state.Present.Text.Title);

    private static Decision<DefinitionEvent> DecidePropose(DefinitionCommand.Propose propose, DateTimeOffset now) =>
        propose.Text.Fault() is { } fault
            ? Decision<DefinitionEvent>.Refuse(RefusalReason.InvalidField, $"The definition cannot be kept: {fault}.")
            : Decision<DefinitionEvent>.Of(
                new DefinitionEvent.Proposed(propose.Kind, propose.Key, propose.Text, propose.By, now));

    private static Decision<DefinitionEvent> DecideCorrect(
        DefinitionState state, DefinitionCommand.Correct correct, DateTimeOffset now) => correct.Text switch
        {
            var text when text.Fault() is { } fault => Decision<DefinitionEvent>.Refuse(
                RefusalReason.InvalidField, $"The definition cannot be kept: {fault}."),
            var text when text.IsSame(state.Present.Text) => Decision<DefinitionEvent>.Unchanged,
            _ when string.IsNullOrWhiteSpace(correct.Reason) => Decision<DefinitionEvent>.Refuse(
                RefusalReason.InvalidField, "A correction says why it is made: those who approved before decide anew."),
            _ when state.Versions.Length >= VersionsMax => Decision<DefinitionEvent>.Refuse(
                RefusalReason.StateConflict,
                $"The definition {state.Id} has {VersionsMax} versions, the most there can be; propose a new one."),
            var text => Decision<DefinitionEvent>.Of(new DefinitionEvent.Corrected(
                state.Present.Number + 1, text, correct.By, correct.Reason, now)),
        };

    private static Decision<DefinitionEvent> DecideContest(
        DefinitionState state, DefinitionCommand.Contest contest, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(contest.Reason))
        {
            return Decision<DefinitionEvent>.Refuse(
                RefusalReason.InvalidField, "Whoever contests a definition says what is wrong with it.");
        }

        return Said(state, contest.Role, contest.Person, false, contest.Reason)
            ? Decision<DefinitionEvent>.Unchanged
            : Decision<DefinitionEvent>.Of(new DefinitionEvent.Contested(
                state.Present.Number, contest.Role, contest.Person, contest.Reason, now));
    }

    private static bool Said(DefinitionState state, string role, string person, bool approves, string reason) =>
        state.Present.SignOffs.Any(said => said.Role == role && said.Person == person && said.Approves == approves
            && said.Reason == reason);

    private static DefinitionState Heard(DefinitionState state, SignOff said) =>
        state with { Versions = state.Versions.SetItem(state.Versions.Length - 1, state.Present.With(said)) };
}
