using System.Collections.Immutable;

using Onboarding.Model.Fields;

namespace Onboarding.Model.Audits;

/// <summary>A closed-won deal as CRM, platform and files together tell of it.</summary>
public sealed record AuditDeal
{
    public required string Key { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>Whether the hub knows the deal from the CRM; otherwise it is told by a file alone.</summary>
    public required bool FromHub { get; init; }

    /// <summary>Day of closed-won; null when nobody says.</summary>
    public required DateOnly? WonOn { get; init; }

    public required string? Tier { get; init; }

    public required DateOnly? FirstActivityOn { get; init; }

    public required DateOnly? FirstValueOn { get; init; }

    public required DateOnly? CompletedOn { get; init; }

    /// <summary>Whether each mandatory handoff field of which anything is known was filled in.</summary>
    public required ImmutableSortedDictionary<string, bool> Handoff { get; init; }

    /// <summary>What similar accounts are compared by.</summary>
    public required FieldMap Facts { get; init; }

    /// <summary>Which kind of path the customer takes; null when it is not known.</summary>
    public string? Segment => Facts.TextOf("path");

    /// <summary>Whole days from closed-won to a day; null where either is not known, or the day is before it.</summary>
    public int? DaysTo(DateOnly? day) => WonOn is { } won && day?.DayNumber - won.DayNumber is >= 0 and var days ? days : null;
}
