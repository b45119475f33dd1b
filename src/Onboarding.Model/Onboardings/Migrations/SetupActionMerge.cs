using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>
/// The set-up actions afterwards: the revision's, in its order, then those of before that were asked for. What was only
/// waiting and is in the revision no more was never said to anybody, and is gone.
/// </summary>
/// <param name="Definitions">The plan's.</param>
/// <param name="There">Keys of those that this customer has.</param>
internal sealed record SetupActionMerge(
    ImmutableArray<SetupActionDefinition> Definitions, ImmutableArray<string> There)
{
    public static SetupActionMerge Of(OnboardingState state, PlaybookPlan revision)
    {
        ImmutableArray<SetupActionDefinition> kept =
        [
            .. state.Plan.SetupActions
                .Where(action => revision.SetupActions.All(known => known.Key != action.Key)
                    && state.SetupAction(action.Key) is { Phase: not SetupActionPhase.Waiting })
                // It waits for nothing any more; what it waited for may be no more.
                .Select(action => action with
                {
                    Stage = null,
                    After = [],
                    AfterTasks = [],
                    NeedsInputs = [],
                    NeedsMilestones = [],
                    AppliesWhen = null,
                }),
        ];
        return new SetupActionMerge(
            [.. revision.SetupActions, .. kept],
            [
                .. revision.SetupActions.Where(action => IsThere(state, action)).Select(action => action.Key),
                .. kept.Select(action => action.Key),
            ]);
    }

    public static IEnumerable<MigrationConflict> Conflicts(
        OnboardingState state, PlaybookPlan revision, OnboardingState after)
    {
        foreach (SetupActionState action in after.SetupActions)
        {
            SetupActionPhase? before = state.SetupAction(action.Key)?.Phase;
            if (action.Phase == SetupActionPhase.Waiting && Waits.OfSetupAction(after, action.Key).IsEmpty)
            {
                yield return Conflict(action.Key, before is null
                    ? "it waits for nothing that is open, and is asked for in the moment of the move"
                    : "it waited, and is asked for in the moment of the move");
            }
            else if (action.IsUnderWay && revision.SetupActions.All(known => known.Key != action.Key))
            {
                yield return Conflict(
                    action.Key, "it was asked for, and the revision has none; it is still to be confirmed or put aside");
            }
        }
    }

    private static bool IsThere(OnboardingState state, SetupActionDefinition action)
    {
        SetupActionDefinition? before = state.Plan.SetupActions.FirstOrDefault(known => known.Key == action.Key);
        bool decided = before is not null
            && DefinitionWords.Text(before.AppliesWhen) == DefinitionWords.Text(action.AppliesWhen);
        return state.SetupAction(action.Key) switch
        {
            { Phase: not SetupActionPhase.Waiting } => true,
            { } when decided => true,
            null when decided => false,
            _ => action.AppliesWhen?.Evaluate(state.Facts).Holds ?? true,
        };
    }

    private static MigrationConflict Conflict(string key, string words) => new(PlaybookPart.SetupAction, key, words);
}
