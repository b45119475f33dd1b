using Onboarding.Model.Onboardings.Explanations;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Explanations of dates on the wire.</summary>
internal static class DateAnswers
{
    public static V1.ExplainDateResponse ToWire(DateExplanation explanation) => new()
    {
        Date = Wire.Of(explanation.Day),
        Rule = explanation.Rule,
        Anchor = explanation.Anchor,
        AnchorDate = Wire.Of(explanation.AnchorOn),
        Calendar = Workspaces.ToWire(explanation.Calendar),
        Explanation = explanation.Words,
        Moves = { explanation.Moves.Select(Move) },
    };

    private static V1.DateMove Move(DayMove move) => new()
    {
        BeforeDate = Wire.Of(move.From),
        AfterDate = Wire.Of(move.To),
        Explanation = move.Why,
        Position = move.Position,
        Type = move.Event,
        EventTime = Wire.Of(move.At),
        Actor = move.Actor,
        Cause = move.Cause,
    };
}
