using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Documents;

/// <summary>The chapters of a specification about what people are told and shown.</summary>
internal static class SpecifiedViews
{
    public static void Write(MarkdownWriter writer, DocumentSources sources)
    {
        AddMessages(writer, sources);
        writer.Heading(2, "Dashboards and reports");
        writer.Paragraph("What is in brackets is the call of the API that answers with it.");
        writer.Table(
            ["view", "for", "shows"],
            [
                ["Progress of a customer", "CSM, customer", "stages against their SLA, tasks by owner and due day, "
                    + "milestones against their target, inputs verified "
                    + $"({Calls("GetOnboarding", "WatchOnboarding")})"],
                ["Portfolio of a CSM", "CSM, lead", "every customer in onboarding, and what is to be done next, most "
                    + $"pressing first ({Calls("ListOnboardings", "ListPortfolioActions")})"],
                ["Leadership", "VP CS", "time-to-value, completion, stalled share and days in each stage, by tier and "
                    + "cohort; each month and quarter against its threshold "
                    + $"({Calls("GetPortfolioReport", "ListReviews")})"],
                ["At risk", "lead, VP CS", $"alarms that nobody has answered ({Calls("ListPortfolioActions")})"],
                ["Before and after", "VP CS, VP Sales", $"baseline and pilot with interval ({
                    Calls("GetAuditReport", "GetPilotReport")})"],
            ]);
        writer.Paragraph("Thresholds that the views use:");
        writer.Table(
            ["variant", "time-to-value ends at", "by", "stages with SLA", "stalled after"],
            sources.Variants.Select((ImmutableArray<string> (variant) =>
            {
                PlaybookPlan plan = variant.Plan;
                MilestoneDefinition? end = plan.Milestones.FirstOrDefault(milestone => milestone.FirstValue);
                return
                [
                    Markdown.Code(plan.Variant), end is null ? "-" : Markdown.Text(end.Title),
                    end is null ? "-" : Markdown.Code(end.Target.InWords),
                    Markdown.List(plan.Stages.Select(stage =>
                        $"{Markdown.Text(stage.Title)}: {RuleWords.Days(stage.SlaDays, stage.SlaUnit)}")),
                    RuleWords.Days(plan.StalledAfterDays),
                ];
            })));
    }

    private static void AddMessages(MarkdownWriter writer, DocumentSources sources)
    {
        writer.Heading(2, "Messages");
        foreach ((PlaybookPlan plan, _) in sources.Variants)
        {
            writer.Heading(3, plan.Title);
            writer.Table(["message", "when", "to"], [.. Outside(plan), .. Inside(plan)]);
        }
    }

    private static IEnumerable<ImmutableArray<string>> Outside(PlaybookPlan plan) => plan.Tasks
        .Where(task => task is { Area: GoLiveArea.Communication, CustomerVisible: true })
        .Select((ImmutableArray<string> (task) =>
        [
            Markdown.Text(task.Title), Markdown.Code(task.Due.InWords),
            $"customer, by {Markdown.Text(RuleWords.Role(task.OwnerRole))}",
        ]));

    private static IEnumerable<ImmutableArray<string>> Inside(PlaybookPlan plan)
    {
        string path = Markdown.List(plan.Escalation.Select(step => Markdown.Text(RuleWords.Role(step.Role))));
        int reminded = plan.Tasks.Count(task => !task.RemindDaysBefore.IsEmpty);
        yield return ["Task falls due", $"on the days before that {reminded} tasks name", "owner of the task"];
        yield return ["Task is overdue", $"{RuleWords.Days(plan.EscalateOverdueAfterDays)} after its due day", path];
        yield return ["Milestone is late", $"late by more than {RuleWords.Days(plan.EscalateOverdueAfterDays)}", path];
        yield return ["Stage is past its SLA", "the day after", path];
        yield return
        [
            "Customer is stalled", $"{RuleWords.Days(plan.StalledAfterDays)} in a stage, or what the stage says", path,
        ];
        yield return [$"{plan.Alerts.Length} alerts", "as their rules say", $"the role of the alert, then {path}"];
    }

    private static string Calls(params ImmutableArray<string> names) => string.Join(", ", names.Select(Markdown.Code));
}
