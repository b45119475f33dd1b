using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Calendars;
using Onboarding.Model.Journal;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>Explains a date of an onboarding from its journal.</summary>
public static class DateExplanations
{
    /// <summary>Why the date is what it is; null when the onboarding has no such thing, or had never begun.</summary>
    /// <param name="piece">What has the date.</param>
    /// <param name="stream">The whole stream of the onboarding, oldest first.</param>
    public static DateExplanation? Of(DatedPiece piece, IReadOnlyCollection<JournalEvent> stream)
    {
        OnboardingState? state = null;
        var before = new List<OnboardingEvent>();
        var moves = ImmutableArray.CreateBuilder<DayMove>();
        foreach (JournalEvent journaled in stream)
        {
            OnboardingEvent happened = Aggregates.Onboarding.ReadEvent(journaled.Payload);
            if (happened is OnboardingEvent.Redated { TaskReasons: null } redated)
            {
                // An earlier hub kept no reasons; they follow from what had happened by then.
                happened = DayReasons.Explain(state!, redated, before);
            }

            OnboardingState next = OnboardingEvolution.Evolve(state, happened);
            DateOnly? from = state is null ? null : piece.DayIn(state);
            if (piece.DayIn(next) is var to && to != from)
            {
                moves.Add(Move(piece, journaled, happened, next, from, to));
            }

            before.Add(happened);
            state = next;
        }

        return state is not null && piece.IsIn(state) ? Explain(piece, state, moves.ToImmutable()) : null;
    }

    private static DateExplanation Explain(DatedPiece piece, OnboardingState state, ImmutableArray<DayMove> moves)
    {
        DueRule rule = piece.RuleIn(state.Plan);
        DateOnly? day = piece.DayIn(state);
        DateOnly? anchorOn = OnboardingTimes.AnchorOf(state, rule, null);
        string anchor = (rule with { Offset = 0, Unit = DayUnit.Calendar }).InWords["on ".Length..];
        string name = piece.ToString();
        string words = $"{char.ToUpperInvariant(name[0])}{name[1..]} "
            + (day is { } known ? $"has the day {known:yyyy-MM-dd}, " : "has no day yet, ") + rule.InWords
            + (anchorOn is { } on ? $" ({on:yyyy-MM-dd})." : ", which has not happened.")
            + (piece.FinishedIn(state) is { } finished ? $" The day stands, because {finished}." : "");
        return new DateExplanation
        {
            Day = day,
            Rule = rule.InWords,
            Anchor = anchor,
            AnchorOn = anchorOn,
            Calendar = state.Start.Calendar,
            Words = words,
            Moves = moves,
        };
    }

    private static DayMove Move(
        DatedPiece piece, JournalEvent journaled, OnboardingEvent happened, OnboardingState after, DateOnly? from,
        DateOnly? to) => new()
    {
        From = from,
        To = to,
        Why = Why(piece, happened, after),
        Position = journaled.Position,
        Event = journaled.Type,
        At = journaled.Time,
        Actor = journaled.Origin.Actor,
        Cause = journaled.Origin.Cause,
    };

    private static string Why(DatedPiece piece, OnboardingEvent happened, OnboardingState after)
    {
        if (happened is OnboardingEvent.Redated redated)
        {
            DayReason reason =
                (piece.Part == PlaybookPart.Task ? redated.TaskReasons : redated.MilestoneReasons)![piece.Key];
            return $"{Because(reason, after)}; {piece.RuleIn(after.Plan).InWords} ({reason.AnchorOn:yyyy-MM-dd})";
        }

        return happened switch
        {
            OnboardingEvent.StageEntered entered =>
                $"stage {entered.Key} was entered; {piece.RuleIn(after.Plan).InWords}",
            OnboardingEvent.Migrated migrated when piece.IsIn(after) =>
                $"the onboarding was moved to revision {migrated.Revision}; {piece.RuleIn(after.Plan).InWords}",
            OnboardingEvent.Migrated migrated => $"revision {migrated.Revision} has no such thing",
            _ => throw new UnreachableException(),
        };
    }

    private static string Because(DayReason reason, OnboardingState state) => reason.Because switch
    {
        DayCause.Started => "the onboarding was started",
        DayCause.KickoffMoved => $"the kickoff was moved to {state.KickoffOn:yyyy-MM-dd}",
        DayCause.StageEntered => $"stage {reason.Key} was entered",
        DayCause.TaskClosed =>
            $"task {reason.Key} was {state.Task(reason.Key!)!.Phase.ToString().ToLowerInvariant()}",
        DayCause.MilestoneAchieved => $"milestone {reason.Key} was reached",
        DayCause.AlertRaised => $"alert {reason.Key} was raised",
        DayCause.InterventionStarted => "the task came with its alert",
        DayCause.Migrated => $"the onboarding was moved to revision {state.Revision}",
        DayCause.Recounted => "the hub counts in another way since it was renewed",
        _ => throw new UnreachableException(),
    };
}
