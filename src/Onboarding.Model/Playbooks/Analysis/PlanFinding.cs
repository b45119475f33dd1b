using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>A finding in one plan, before it is joined with its like in other plans and given its place.</summary>
internal sealed record PlanFinding(
    PlaybookSeverity Severity, string Variant, PlaybookPart Part, string Key, string Message)
{
    public static PlanFinding Error(PlaybookPlan plan, PlaybookPart part, string key, string message) =>
        new(PlaybookSeverity.Error, plan.Variant, part, key, message);

    public static PlanFinding Warning(PlaybookPlan plan, PlaybookPart part, string key, string message) =>
        new(PlaybookSeverity.Warning, plan.Variant, part, key, message);
}
