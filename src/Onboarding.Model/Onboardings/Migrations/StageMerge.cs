using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>
/// The stages afterwards: those that are passed, in the order in which they were, then the present one where the
/// revision lacks it, then the revision's others in its order. So nothing that is passed comes back, and no gate that
/// is open lies behind the customer.
/// </summary>
internal sealed class StageMerge
{
    private readonly ImmutableArray<StageDefinition> _target;
    private readonly ImmutableHashSet<string> _passed;

    /// <param name="state">The onboarding.</param>
    /// <param name="target">The revision's plan.</param>
    /// <param name="milestones">Milestones afterwards.</param>
    /// <param name="inputs">Inputs afterwards.</param>
    public StageMerge(
        OnboardingState state, PlaybookPlan target, ImmutableArray<MilestoneDefinition> milestones,
        ImmutableArray<InputDefinition> inputs)
    {
        _target = target.Stages;
        _passed = state.Stages.Where(stage => stage.CompletedAt is not null)
            .Select(stage => stage.Key)
            .ToImmutableHashSet(StringComparer.Ordinal);
        StageDefinition[] before =
        [
            .. state.Stages
                .Where(stage => stage.EnteredAt is not null
                    && (stage.CompletedAt is not null || Find(stage.Key) is null))
                .Select(stage => Find(stage.Key) ?? Kept(state.Plan.Stages.First(known => known.Key == stage.Key))),
        ];
        Stages = [.. before, .. _target.Where(stage => before.All(known => known.Key != stage.Key))];

        // What its gate asked for and nobody knows any more can never come.
        StageDefinition Kept(StageDefinition definition) => definition with
        {
            GateMilestones = [.. definition.GateMilestones.Where(key => milestones.Any(known => known.Key == key))],
            GateInputs = [.. definition.GateInputs.Where(key => inputs.Any(known => known.Key == key))],
        };
    }

    public ImmutableArray<StageDefinition> Stages { get; }

    /// <summary>The stage that the customer is in afterwards; null when all are passed.</summary>
    public string? Present => Stages.FirstOrDefault(stage => !IsPassed(stage.Key))?.Key;

    public bool IsPassed(string key) => _passed.Contains(key);

    public bool IsOfRevision(string key) => Find(key) is not null;

    /// <summary>
    /// Where open work of one of the revision's stages is done. Where that stage is passed: the last one before it that
    /// is not, so that what the work depends on is never in a later stage.
    /// </summary>
    public string HomeOf(string stage)
    {
        if (!IsPassed(stage))
        {
            return stage;
        }

        IEnumerable<StageDefinition> before = _target.TakeWhile(known => known.Key != stage);
        return before.LastOrDefault(known => !IsPassed(known.Key))?.Key ?? Present ?? stage;
    }

    /// <summary>Where work that is over is shown: its own stage as long as there is one.</summary>
    public string PlaceOf(string stage) =>
        Stages.Any(known => known.Key == stage) ? stage : Present ?? Stages[^1].Key;

    private StageDefinition? Find(string key) => _target.FirstOrDefault(stage => stage.Key == key);
}
