using Onboarding.Model.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>An aggregate whose state is not what its events come to.</summary>
/// <param name="Stream">Which aggregate.</param>
/// <param name="Version">Version of the state that is kept, or of the last event when none is kept.</param>
/// <param name="Kept">The state that is kept; null when it is missing.</param>
/// <param name="Rebuilt">The state that the events up to the version come to; null when there are none.</param>
public sealed record StateDifference(StreamId Stream, int Version, string? Kept, string? Rebuilt);
