using System.Diagnostics;

using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Plans of migrations on the wire.</summary>
internal static class Migrations
{
    /// <param name="plan">What the migration comes to.</param>
    /// <param name="after">The onboarding as it would be, with the version that it has now.</param>
    public static V1.PreviewMigrationResponse ToWire(MigrationPlan plan, Held<OnboardingState> after) => new()
    {
        Changes = { plan.Changes.Select(Change) },
        Conflicts = { plan.Conflicts.Select(Conflict) },
        Onboarding = Onboardings.ToWire(after),
    };

    private static V1.MigrationChange Change(MigrationChange change) => new()
    {
        Part = PartOf(change.Part),
        Key = change.Key,
        DisplayName = change.Title,
        Act = change.Act switch
        {
            MigrationAct.Added => V1.MigrationAct.Added,
            MigrationAct.Changed => V1.MigrationAct.Changed,
            MigrationAct.Moved => V1.MigrationAct.Moved,
            MigrationAct.Kept => V1.MigrationAct.Kept,
            MigrationAct.Skipped => V1.MigrationAct.Skipped,
            MigrationAct.Removed => V1.MigrationAct.Removed,
            MigrationAct.LeftOut => V1.MigrationAct.LeftOut,
            _ => throw new UnreachableException(),
        },
        Differences = { change.Words },
    };

    private static V1.MigrationConflict Conflict(MigrationConflict conflict) => new()
    {
        Part = PartOf(conflict.Part),
        Key = conflict.Key,
        Explanation = conflict.Words,
    };

    private static V1.PlanPart PartOf(PlaybookPart part) => part switch
    {
        PlaybookPart.Stage => V1.PlanPart.Stage,
        PlaybookPart.Task => V1.PlanPart.Task,
        PlaybookPart.Milestone => V1.PlanPart.Milestone,
        PlaybookPart.Input => V1.PlanPart.Input,
        PlaybookPart.Alert => V1.PlanPart.Alert,
        PlaybookPart.SetupAction => V1.PlanPart.SetupAction,
        PlaybookPart.Variant => V1.PlanPart.Plan,
        _ => throw new UnreachableException(),
    };
}
