using System.Diagnostics;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Journal;
using Onboarding.Storage.Journal;

namespace Onboarding.Hub.Api.Translation;

/// <summary>The journal on the wire.</summary>
internal static class JournalEvents
{
    public static V1.JournalEvent ToWire(JournalEvent journaled) => new()
    {
        Position = journaled.Position,
        Resource = ResourceName.OfStream(journaled.Workspace, journaled.Stream).ToString(),
        Version = journaled.Version,
        Type = journaled.Type,
        Payload = journaled.Payload,
        Actor = journaled.Origin.Actor,
        Cause = journaled.Origin.Cause,
        EventTime = Wire.Of(journaled.Time),
        Hash = journaled.Hash,
    };

    public static V1.VerifyJournalResponse ToWire(JournalCheck check) => new()
    {
        Intact = check.Break is null,
        VerifiedCount = check.Verified,
        UnsealedCount = check.Unsealed,
        Seal = check.Seal,
        Fault = check.Break is { } found
            ? new V1.JournalFault { Position = found.Position, Kind = KindOf(found.Kind) }
            : null,
    };

    private static V1.JournalFaultKind KindOf(JournalBreakKind kind) => kind switch
    {
        JournalBreakKind.Missing => V1.JournalFaultKind.Missing,
        JournalBreakKind.Changed => V1.JournalFaultKind.Changed,
        JournalBreakKind.Inserted => V1.JournalFaultKind.Inserted,
        JournalBreakKind.SealBroken => V1.JournalFaultKind.SealBroken,
        _ => throw new UnreachableException(),
    };
}
