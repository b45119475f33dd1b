using System.Diagnostics;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Ids;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Migrations on the wire: of one onboarding in full, of many in brief.</summary>
internal static class Migrations
{
    /// <param name="preview">What the migration comes to.</param>
    /// <param name="held">The onboarding as it is, whose version the answer carries.</param>
    public static V1.PreviewMigrationResponse ToWire(MigrationPreview preview, Held<OnboardingState> held) => new()
    {
        Changes = { preview.Plan.Changes.Select(Change) },
        Conflicts = { preview.Plan.Conflicts.Select(Conflict) },
        Onboarding = Onboardings.ToWire(held with { State = preview.After }),
        Messages = { MessagesOf(held, preview) },
        Counts = Counts(preview),
    };

    /// <summary>A page of many.</summary>
    public static V1.MigrateOnboardingsResponse ToWire(
        IReadOnlyCollection<V1.OnboardingMigration> migrations, string nextToken) => new()
    {
        Migrations = { migrations },
        Moved = Number(migrations, V1.MigrationOutcome.Moved),
        Unchanged = Number(migrations, V1.MigrationOutcome.Unchanged),
        Conflicted = Number(migrations, V1.MigrationOutcome.Conflicted),
        Refused = Number(migrations, V1.MigrationOutcome.Refused),
        Counts = Sum(migrations.Where(one => one.Outcome == V1.MigrationOutcome.Moved).Select(one => one.Counts)),
        NextPageToken = nextToken,
    };

    /// <summary>One of many, before it is known what becomes of it.</summary>
    public static V1.OnboardingMigration Named(ResourceName name, OnboardingState state) => new()
    {
        Name = name.ToString(),
        DisplayName = state.Start.Title,
        Tier = state.Start.Tier,
        PlaybookRevision = Playbooks.RevisionName(
            new ResourceName(name.Workspace, Collection.Playbooks, state.Start.Playbook.Value), state.Revision),
    };

    /// <summary>One of many whose state was not read.</summary>
    public static V1.OnboardingMigration Named(ResourceName name, ListedAggregate row) => new()
    {
        Name = name.ToString(),
        DisplayName = row.Title,
        Tier = row.Tier ?? "",
    };

    public static V1.OnboardingMigration Unchanged(V1.OnboardingMigration migration, string why)
    {
        migration.Outcome = V1.MigrationOutcome.Unchanged;
        migration.Explanation = why;
        return migration;
    }

    public static V1.OnboardingMigration Refused(V1.OnboardingMigration migration, V1.ErrorReason reason, string why)
    {
        migration.Outcome = V1.MigrationOutcome.Refused;
        migration.Reason = reason;
        migration.Explanation = why;
        return migration;
    }

    /// <summary>One that is moved, or that stays because of its conflicts.</summary>
    public static V1.OnboardingMigration Moved(
        V1.OnboardingMigration migration, MigrationPreview preview, bool withConflicts)
    {
        bool stays = !withConflicts && !preview.Plan.Conflicts.IsEmpty;
        migration.Outcome = stays ? V1.MigrationOutcome.Conflicted : V1.MigrationOutcome.Moved;
        migration.Explanation = stays
            ? "Somebody should look at its conflicts first; then move it by itself, or all with with_conflicts."
            : "";
        migration.Counts = Counts(preview);
        migration.Conflicts.AddRange(preview.Plan.Conflicts.Select(Conflict));
        migration.State = Onboardings.PhaseOf(preview.After.Phase);
        migration.Health = Onboardings.HealthOf(preview.After.Health);
        return migration;
    }

    private static int Number(IEnumerable<V1.OnboardingMigration> migrations, V1.MigrationOutcome outcome) =>
        migrations.Count(one => one.Outcome == outcome);

    private static V1.MigrationCounts Counts(MigrationPreview preview) => new()
    {
        TasksAdded = preview.Tasks(MigrationAct.Added),
        TasksChanged = preview.Tasks(MigrationAct.Changed),
        TasksKept = preview.Tasks(MigrationAct.Kept),
        TasksSkipped = preview.Tasks(MigrationAct.Skipped),
        TasksRemoved = preview.Tasks(MigrationAct.Removed),
        TasksLeftOut = preview.Tasks(MigrationAct.LeftOut),
        OtherChanges = preview.Plan.Changes.Count(change => change.Part != PlaybookPart.Task),
        TasksRedated = preview.TasksRedated.Length,
        MilestonesRedated = preview.MilestonesRedated.Length,
        MessagesMade = preview.MessagesMade.Length,
        MessagesAddressed = preview.MessagesAddressed.Sum(addressed => addressed.Numbers.Length),
        MessagesDropped = preview.MessagesDropped.Length,
    };

    private static V1.MigrationCounts Sum(IEnumerable<V1.MigrationCounts> all)
    {
        var sum = new V1.MigrationCounts();
        foreach (V1.MigrationCounts one in all)
        {
            sum.TasksAdded += one.TasksAdded;
            sum.TasksChanged += one.TasksChanged;
            sum.TasksKept += one.TasksKept;
            sum.TasksSkipped += one.TasksSkipped;
            sum.TasksRemoved += one.TasksRemoved;
            sum.TasksLeftOut += one.TasksLeftOut;
            sum.OtherChanges += one.OtherChanges;
            sum.TasksRedated += one.TasksRedated;
            sum.MilestonesRedated += one.MilestonesRedated;
            sum.MessagesMade += one.MessagesMade;
            sum.MessagesAddressed += one.MessagesAddressed;
            sum.MessagesDropped += one.MessagesDropped;
        }

        return sum;
    }

    private static IEnumerable<V1.MigrationMessage> MessagesOf(Held<OnboardingState> held, MigrationPreview preview)
    {
        foreach (MessageIntent intent in preview.MessagesMade)
        {
            yield return new V1.MigrationMessage
            {
                Fate = V1.MigrationMessageFate.Made,
                Message = MessageName(held, intent.Number),
                MessageKey = intent.Key,
                DisplayName = intent.Title,
                Role = intent.Role,
                Recipient = intent.To ?? "",
                Cause = intent.Cause,
                Subject = intent.Named(intent.Subject, intent.ToName),
                Text = intent.Named(intent.Text, intent.ToName),
            };
        }

        foreach (OnboardingEvent.MessagesAddressed addressed in preview.MessagesAddressed)
        {
            foreach (int number in addressed.Numbers)
            {
                yield return new V1.MigrationMessage
                {
                    Fate = V1.MigrationMessageFate.Addressed,
                    Message = MessageName(held, number),
                    Role = addressed.Role,
                    Recipient = addressed.To,
                };
            }
        }

        foreach (DroppedMessage dropped in preview.MessagesDropped)
        {
            yield return new V1.MigrationMessage
            {
                Fate = V1.MigrationMessageFate.Dropped,
                MessageKey = dropped.Key,
                DisplayName = dropped.Title,
                Explanation = dropped.Words,
            };
        }
    }

    private static string MessageName(Held<OnboardingState> held, int number) => new ResourceName(
        held.Name.Workspace, Collection.Messages, Message.KeyOf(new OnboardingId(held.Name.Id), number)).ToString();

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
        PlaybookPart.Message => V1.PlanPart.Message,
        PlaybookPart.Variant => V1.PlanPart.Plan,
        _ => throw new UnreachableException(),
    };
}
