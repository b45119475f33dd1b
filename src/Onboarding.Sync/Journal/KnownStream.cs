using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>A stream that is asked for by somebody who may know it already.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version whose state is known; 0 when none is.</param>
public readonly record struct KnownStream(StreamId Stream, int Version);
