using Onboarding.Hub.Api.Requests;
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

    public static V1.PortfolioReport ToWire(ResourceName workspace, IEnumerable<PortfolioFigure> figures) => new()
    {
        Workspace = workspace.ToString(),
        Figures = { figures.Select(ToWire) },
    };

    private static V1.PortfolioFigure ToWire(PortfolioFigure figure)
    {
        var wire = new V1.PortfolioFigure
        {
            Key = figure.Key,
            Dimension = figure.Dimension,
            Group = figure.Group,
            CaseCount = figure.Cases,
            Interval = AuditReports.ToWire(figure.Interval),
        };
        if (figure.Value is { } value)
        {
            wire.Value = value;
        }

        if (figure.Baseline is { } baseline)
        {
            wire.Baseline = baseline;
        }

        return wire;
    }

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
