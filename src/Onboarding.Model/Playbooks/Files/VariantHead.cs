using System.Collections.Immutable;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>What a variant says of itself, or the base where the variant is silent.</summary>
internal sealed record VariantHead(
    string Key, string Title, ImmutableArray<EscalationStep> Escalation, int StalledAfterDays, int KickoffAfterDays,
    int EscalateOverdueAfterDays, ImmutableArray<BlockerOwner> BlockerOwners);
