using System.Diagnostics;

using Onboarding.Model.Journal;

namespace Onboarding.Model.Maintenance;

/// <summary>Decides and evolves reviews.</summary>
public static class Review
{
    public static Decision<ReviewEvent> Decide(ReviewState? state, ReviewCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (null, ReviewCommand.Make make) =>
                Decision<ReviewEvent>.Of(new ReviewEvent.Made(make.Period, make.Findings, now)),
            (_, ReviewCommand.Make) => Decision<ReviewEvent>.Unchanged,
            (null, _) => Decision<ReviewEvent>.Refuse(
                RefusalReason.NotFound, "There is no such review; a period is reviewed on the day after its end."),
            (_, ReviewCommand.Answer answer) => DecideAnswer(state, answer, now),
            _ => throw new UnreachableException(),
        };

    public static ReviewState Evolve(ReviewState? state, ReviewEvent @event) => @event switch
    {
        ReviewEvent.Made made => new ReviewState { Period = made.Period, MadeAt = made.At, Findings = made.Findings },
        ReviewEvent.Answered answered => state! with { Answers = state.Answers.SetItem(answered.Rule, answered.Answer) },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(ReviewState state) =>
        new(Parent: null, State: state.Open.Any() ? "open" : "answered", Title: state.Period.Key);

    private static Decision<ReviewEvent> DecideAnswer(ReviewState state, ReviewCommand.Answer answer, DateTimeOffset now)
    {
        if (state.Findings.All(finding => finding.Rule != answer.Rule))
        {
            return Decision<ReviewEvent>.Refuse(
                RefusalReason.NotFound,
                $"The review of {state.Period.Key} has no finding '{answer.Rule}'; it has "
                + $"{string.Join(", ", state.Findings.Select(finding => finding.Rule))}.");
        }

        if (string.IsNullOrWhiteSpace(answer.Action) || string.IsNullOrWhiteSpace(answer.By))
        {
            return Decision<ReviewEvent>.Refuse(
                RefusalReason.InvalidField, "A finding is answered by somebody with what is done about it; give both.");
        }

        return state.Answers.TryGetValue(answer.Rule, out ReviewAnswer? known)
            && known.By == answer.By && known.Action == answer.Action
                ? Decision<ReviewEvent>.Unchanged
                : Decision<ReviewEvent>.Of(new ReviewEvent.Answered(answer.Rule, new ReviewAnswer(answer.By, answer.Action, now)));
    }
}
