using Onboarding.Model.Maintenance;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Reviews on the wire.</summary>
internal static class Reviews
{
    public static V1.Review ToWire(Held<ReviewState> held) => new()
    {
        Name = held.Name.ToString(),
        FirstDay = Wire.Of(held.State.Period.First),
        LastDay = Wire.Of(held.State.Period.Last),
        MakeTime = Wire.Of(held.State.MadeAt),
        Findings = { held.State.Findings.Select(finding => ToWire(finding, held.State.Answers.GetValueOrDefault(finding.Rule))) },
        OpenFindings = held.State.Open.Count(),
        Etag = held.Etag,
    };

    private static V1.ReviewFinding ToWire(ReviewFinding finding, ReviewAnswer? answer)
    {
        var wire = new V1.ReviewFinding
        {
            Rule = finding.Rule,
            Level = (V1.FindingLevel)((int)finding.Level + 1),
            Explanation = finding.Words,
            Cases = finding.Cases,
            Evidence = { finding.Evidence },
            Owner = finding.Owner,
            Action = answer?.Action ?? "",
            AnsweredBy = answer?.By ?? "",
            AnswerTime = Wire.Of(answer?.At),
        };
        if (finding.Figure is { } figure)
        {
            wire.Figure = (double)figure;
        }

        return wire;
    }
}
