using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Whether the milestones of a plan can be reached, and whether they measure what they should.</summary>
internal static class MilestoneCheck
{
    /// <summary>Fewer milestones hide delay and more bury it: four to six are advised.</summary>
    private const int CountAdvisedMin = 4;
    private const int CountAdvisedMax = 6;

    public static IEnumerable<PlanFinding> Findings(PlaybookPlan plan)
    {
        int count = plan.Milestones.Length;
        if (count is < CountAdvisedMin or > CountAdvisedMax)
        {
            yield return PlanFinding.Warning(plan, PlaybookPart.Variant, plan.Variant,
                $"it has {count} milestones; from {CountAdvisedMin} to {CountAdvisedMax} are advised");
        }

        List<MilestoneDefinition> ends = [.. plan.Milestones.Where(milestone => milestone.FirstValue)];
        if (ends.Count != 1)
        {
            yield return PlanFinding.Error(plan, PlaybookPart.Variant, plan.Variant, ends.Count == 0
                ? "no milestone is marked as first_value, so time-to-value would never end"
                : $"time-to-value can end only once, and {string.Join(", ", ends.Select(one => one.Key))} are marked "
                    + "as first_value");
        }

        foreach (MilestoneDefinition milestone in plan.Milestones)
        {
            if (Fault(milestone) is { } fault)
            {
                yield return PlanFinding.Error(plan, PlaybookPart.Milestone, milestone.Key, fault);
            }
        }
    }

    private static string? Fault(MilestoneDefinition milestone)
    {
        if (milestone.Proof is null)
        {
            return milestone.ConfirmedBy is null ? "it has neither a proof nor anybody who confirms it" : null;
        }

        if (milestone.ConfirmedBy is not null)
        {
            return null;
        }

        if (ConditionReach.Contradiction(milestone.Proof) is { } contradiction)
        {
            return $"its proof can never hold: {contradiction}";
        }

        string? own = Fields(milestone.Proof).FirstOrDefault(name =>
            FieldCatalogue.Find(ResourceKind.Account, name)?.SetByHub == true);
        return own is null ? null : $"its proof waits for {own}, which the hub itself sets: it proves nothing";
    }

    private static IEnumerable<string> Fields(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.SelectMany(Fields),
        Condition.Any any => any.Parts.SelectMany(Fields),
        Condition.Not not => Fields(not.Part),
        Condition.Compare compare => [compare.Field],
        _ => [],
    };
}
