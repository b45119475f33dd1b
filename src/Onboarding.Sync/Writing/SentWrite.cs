using Onboarding.Connectors.Writes;

namespace Onboarding.Sync.Writing;

/// <summary>A write that was sent, with what became of it.</summary>
/// <param name="Planned">What was to be written.</param>
/// <param name="Outcome">What the platform says; null when the answer was lost and the record may exist.</param>
internal sealed record SentWrite(PlannedWrite Planned, WriteOutcome? Outcome);
