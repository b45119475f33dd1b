using System.Text;

using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;

namespace Onboarding.Model.Documents;

/// <summary>
/// Draws how customers of one tier went before, by what an audit measured. What it could not measure says why.
/// </summary>
internal static class CurrentJourney
{
    private const string ByTier = "tier";

    public static string Of(DocumentSources sources)
    {
        string tier = sources.Tiers[0].Tier;
        AuditState audit = sources.Audit!;
        AuditReport report = audit.Report!;
        string Told(string key) => FigureWords.Of(report.Find(key, ByTier, tier));
        int deals = report.Find(FigureKeys.Deals, ByTier, tier)?.Cases ?? 0;
        string period = $"{deals} deals, {audit.From:yyyy-MM-dd} to {audit.Until.AddDays(-1):yyyy-MM-dd}";
        IEnumerable<string> handoff =
            ["Handoff from sales", $"all fields: {Told(FigureKeys.HandoffComplete)}", .. Gaps(report, tier)];
        var map = new StringBuilder("flowchart LR\n");
        Add(map, $"won([{Mermaid.Label("Closed-won", sources.Tiers[0].Title, period)}])");
        Add(map, $"handoff[{Mermaid.Label(handoff)}]");
        Add(map, $"activity[{Mermaid.Label("First activity", Told(FigureKeys.DaysToFirstActivity))}]");
        Add(map, $"value[{Mermaid.Label("First value", Told(FigureKeys.TimeToValue))}]");
        Add(map, $"complete[{Mermaid.Label(
            "Onboarding complete", $"at all: {Told(FigureKeys.Completion)}",
            $"within {RuleWords.Days(audit.Targets.For(tier))}: {Told(FigureKeys.WithinTarget)}")}]");
        Add(map, $"left[{Mermaid.Label(
            "Customers who left, all tiers", FigureWords.Of(report.Find(FigureKeys.Churn)),
            $"when: {FigureWords.Of(report.Find(FigureKeys.DaysToChurn))}")}]");
        Add(map, "won --> handoff --> activity --> value --> complete");
        Add(map, "complete -.-> left");
        return map.ToString();
    }

    private static IEnumerable<string> Gaps(AuditReport report, string tier) => report.Figures
        .Where(figure => figure is { Key: FigureKeys.HandoffField, Dimension: ByTier } && figure.Group == tier)
        .OrderBy(figure => figure.Value ?? 0)
        .ThenBy(figure => figure.Subject, StringComparer.Ordinal)
        .Select(figure => $"- {figure.Subject}: {FigureWords.Of(figure)}");

    private static void Add(StringBuilder map, string line) => map.Append("  ").Append(line).Append('\n');
}
