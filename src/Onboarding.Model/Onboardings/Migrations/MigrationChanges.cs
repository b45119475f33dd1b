using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>Says what a migration changes, piece by piece.</summary>
internal static class MigrationChanges
{
    public static ImmutableArray<MigrationChange> Of(
        OnboardingState state, PlaybookPlan revision, PlaybookPlan after, ImmutableArray<MergedTask> tasks,
        ImmutableArray<string> setup)
    {
        PlaybookPlan before = state.Plan;
        var kept = (state.Followed?.Kept ?? []).ToHashSet();
        ImmutableArray<string> plan = DefinitionWords.Between(before, after);
        return
        [
            .. Pieces(PlaybookPart.Stage, before.Stages, revision.Stages, after.Stages,
                stage => stage.Key, stage => stage.Title, DefinitionWords.Between, kept),
            .. Moves(before.Stages, after.Stages),
            .. tasks.Select(task => OfTask(state, task, kept)).OfType<MigrationChange>(),
            .. Pieces(PlaybookPart.Milestone, before.Milestones, revision.Milestones, after.Milestones,
                milestone => milestone.Key, milestone => milestone.Title, DefinitionWords.Between, kept),
            .. Pieces(PlaybookPart.Input, before.Inputs, revision.Inputs, after.Inputs,
                input => input.Key, input => input.Title, DefinitionWords.Between, kept),
            .. Pieces(PlaybookPart.SetupAction,
                Those(before.SetupActions, [.. state.SetupActions.Select(action => action.Key)]), revision.SetupActions,
                Those(after.SetupActions, setup),
                action => action.Key, action => action.Title, DefinitionWords.Between, kept),
            .. Pieces(PlaybookPart.Alert, before.Alerts, revision.Alerts, after.Alerts,
                alert => alert.Key, alert => alert.Title, DefinitionWords.Between, kept),
            .. Pieces(PlaybookPart.Message, before.Messages, revision.Messages, after.Messages,
                message => message.Key, message => message.Title, DefinitionWords.Between, kept),
            .. plan.IsEmpty
                ? ImmutableArray<MigrationChange>.Empty
                : [new MigrationChange(PlaybookPart.Variant, after.Variant, after.Title, MigrationAct.Changed, plan)],
        ];
    }

    private static IEnumerable<MigrationChange> Pieces<T>(
        PlaybookPart part, ImmutableArray<T> before, ImmutableArray<T> revision, ImmutableArray<T> after,
        Func<T, string> keyOf, Func<T, string> titleOf, Func<T, T, ImmutableArray<string>> between,
        HashSet<KeptPiece> kept)
        where T : class
    {
        foreach (T piece in after)
        {
            string key = keyOf(piece);
            bool revised = revision.Any(known => keyOf(known) == key);
            if (before.FirstOrDefault(known => keyOf(known) == key) is not { } was)
            {
                yield return Change(MigrationAct.Added, piece, []);
            }
            else if (revised && between(was, piece) is { IsEmpty: false } words)
            {
                yield return Change(MigrationAct.Changed, piece, words);
            }
            else if (!revised && !kept.Contains(new KeptPiece(part, key)))
            {
                yield return Change(MigrationAct.Kept, piece, []);
            }
        }

        foreach (T piece in before.Where(piece => after.All(known => keyOf(known) != keyOf(piece))))
        {
            yield return Change(MigrationAct.Removed, piece, []);
        }

        MigrationChange Change(MigrationAct act, T piece, ImmutableArray<string> words) =>
            new(part, keyOf(piece), titleOf(piece), act, words);
    }

    private static ImmutableArray<SetupActionDefinition> Those(
        ImmutableArray<SetupActionDefinition> all, ImmutableArray<string> there) =>
        [.. all.Where(action => there.Contains(action.Key, StringComparer.Ordinal))];

    private static IEnumerable<MigrationChange> Moves(
        ImmutableArray<StageDefinition> before, ImmutableArray<StageDefinition> after)
    {
        string[] was =
        [
            .. before.Select(stage => stage.Key).Intersect(after.Select(stage => stage.Key), StringComparer.Ordinal),
        ];
        StageDefinition[] stays = [.. after.Where(stage => was.Contains(stage.Key, StringComparer.Ordinal))];
        return stays
            .Select((stage, place) => (Stage: stage, From: Array.IndexOf(was, stage.Key) + 1, To: place + 1))
            .Where(move => move.From != move.To)
            .Select(move => new MigrationChange(
                PlaybookPart.Stage, move.Stage.Key, move.Stage.Title, MigrationAct.Moved,
                [$"place among those that stay: {move.From} -> {move.To}"]));
    }

    private static MigrationChange? OfTask(OnboardingState state, MergedTask task, HashSet<KeptPiece> kept)
    {
        MigrationChange Change(MigrationAct act, params ImmutableArray<string> words) =>
            new(PlaybookPart.Task, task.Key, task.Title, act, words);

        switch (task.Fate)
        {
            case TaskFate.Stays:
                ImmutableArray<string> words = DefinitionWords.Between(task.Before!, task.After!);
                return words.IsEmpty ? null : Change(MigrationAct.Changed, [.. words, .. Standing(state, task)]);
            case TaskFate.Added:
                return Change(
                    MigrationAct.Added, $"stage: {task.After!.Stage}", $"owner role: {task.After.OwnerRole}",
                    $"due: {task.After.Due.InWords}");
            case TaskFate.LeftOut:
                return Change(MigrationAct.LeftOut, $"stage: {task.Revision!.Stage}");
            case TaskFate.Kept:
                return kept.Contains(new KeptPiece(PlaybookPart.Task, task.Key))
                    ? null
                    : Change(MigrationAct.Kept, [.. Standing(state, task)]);
            case TaskFate.Skipped:
                return Change(MigrationAct.Skipped, $"owner: {task.Live!.Owner}");
            case TaskFate.Removed:
                return Change(MigrationAct.Removed);
            case TaskFate.Absent:
                return null;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What stays although the definition is another.</summary>
    private static IEnumerable<string> Standing(OnboardingState state, MergedTask task)
    {
        if (task.IsClosed)
        {
            yield return $"it stays {task.Live!.Phase.ToString().ToLowerInvariant()}";
        }
        else if (task.Live!.Owner != state.Owners[task.Before!.OwnerRole])
        {
            yield return $"it stays with {task.Live.Owner}, to whom it was given by name";
        }
    }
}
