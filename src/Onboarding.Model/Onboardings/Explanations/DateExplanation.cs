using System.Collections.Immutable;

using Onboarding.Model.Calendars;

namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>Why a date is what it is.</summary>
public sealed record DateExplanation
{
    /// <summary>The day as it stands; null while it has none.</summary>
    public required DateOnly? Day { get; init; }

    /// <summary>The rule as the playbook says it, such as "3 business days after kickoff".</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule counts from, such as "kickoff" or "stage setup".</summary>
    public required string Anchor { get; init; }

    /// <summary>The day of that; null while it has not happened.</summary>
    public required DateOnly? AnchorOn { get; init; }

    /// <summary>The calendar in which days are counted.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>All of it in one or two sentences.</summary>
    public required string Words { get; init; }

    /// <summary>Every time that it got another day, oldest first.</summary>
    public required ImmutableArray<DayMove> Moves { get; init; }
}
