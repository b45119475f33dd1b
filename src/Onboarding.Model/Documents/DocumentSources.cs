using System.Collections.Immutable;

using Onboarding.Model.Audits;
using Onboarding.Model.Definitions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Documents;

/// <summary>What a document is made from. The same sources give the same document.</summary>
public sealed record DocumentSources
{
    /// <summary>Number of the revision.</summary>
    public required int Revision { get; init; }

    public required PlaybookDefinition Playbook { get; init; }

    public required WorkspaceSettings Settings { get; init; }

    /// <summary>The register, as far as the playbook uses it.</summary>
    public required ImmutableDictionary<DefinitionId, DefinitionState> Definitions { get; init; }

    /// <summary>The only tier to speak of, which is one of the settings; null: all.</summary>
    public string? Tier { get; init; }

    /// <summary>An audit with a report, which says how it went before; null: none.</summary>
    public AuditState? Audit { get; init; }

    /// <summary>The tiers to speak of, in the order in which they are tried.</summary>
    internal ImmutableArray<TierRule> Tiers => [.. Settings.Tiers.Where(rule => Tier is null || rule.Tier == Tier)];

    /// <summary>The variants that serve these tiers, each once, with the tiers that it serves.</summary>
    internal ImmutableArray<(PlaybookPlan Plan, ImmutableArray<TierRule> Tiers)> Variants =>
    [
        .. Playbook.Plans
            .Select(plan => (plan, Tiers.Where(rule => Playbook.PlanFor(rule.Tier) == plan).ToImmutableArray()))
            .Where(served => Tier is null || !served.Item2.IsEmpty),
    ];

    /// <summary>Whether won deals start the playbook.</summary>
    internal bool StartsByDeal => Playbook.Name == Settings.Playbook || Playbook.Name == Settings.Rollout?.Playbook;

    internal DefinitionState? Definition(DefinitionKind kind, string key) =>
        Definitions.GetValueOrDefault(DefinitionId.Of(kind, key));

    /// <summary>
    /// How far something is agreed, such as "ASSUMED": what is not in the register was agreed by nobody. Null where the
    /// playbook rests on no definitions.
    /// </summary>
    internal string? PhaseOf(DefinitionKind kind, string key) => Playbook.UsesNone
        ? null
        : (Definition(kind, key)?.Phase ?? DefinitionPhase.Assumed).ToString().ToUpperInvariant();
}
