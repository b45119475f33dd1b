using System.Collections.Immutable;

using Onboarding.Model.Audits.Reports;

namespace Onboarding.Model.Audits;

/// <summary>
/// An audit of how onboarding went before: a period, what was imported for it, and the newest report. The imported lines
/// are aggregates of their own (<see cref="AuditRowState"/>), so this stays small.
/// </summary>
public sealed record AuditState
{
    public required string Key { get; init; }

    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>First day of closed-won that counts.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day after the last that counts, and the day as of which everything is measured.</summary>
    public required DateOnly Until { get; init; }

    public required AuditTargets Targets { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many lines of each kind were imported.</summary>
    public ImmutableSortedDictionary<AuditRowKind, int> Rows { get; init; } =
        ImmutableSortedDictionary<AuditRowKind, int>.Empty;

    /// <summary>When an import last changed anything; null before the first.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>How many reports were made.</summary>
    public int Reports { get; init; }

    /// <summary>When the newest report was made; null before the first.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>The newest report; null before the first, and in lists.</summary>
    public AuditReport? Report { get; init; }
}
