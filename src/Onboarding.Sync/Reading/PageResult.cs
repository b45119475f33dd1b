using System.Collections.Immutable;

using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>What a page that was stored came to.</summary>
internal sealed record PageResult(RunTally Tally, ImmutableArray<DeadLetter> Letters);
