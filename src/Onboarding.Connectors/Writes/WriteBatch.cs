using System.Collections.Immutable;

namespace Onboarding.Connectors.Writes;

/// <summary>Records of one stream that are written with one call.</summary>
public sealed record WriteBatch(string Stream, WriteAction Action, ImmutableArray<WriteRecord> Records);
