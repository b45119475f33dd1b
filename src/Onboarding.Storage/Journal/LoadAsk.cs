using System.Collections.Immutable;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>What one caller wants to know.</summary>
/// <param name="Streams">Streams, each once.</param>
/// <param name="RequestId">A request that may have been answered before; null to ask for none.</param>
internal sealed record LoadAsk(ImmutableArray<KnownStream> Streams, string? RequestId);
