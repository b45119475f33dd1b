namespace Onboarding.Model.Onboardings;

/// <summary>A task of one onboarding. The definition is the plan's with the same key.</summary>
public sealed record TaskState
{
    public required string Key { get; init; }

    /// <summary>Mail address of who is to do it; never empty.</summary>
    public required string Owner { get; init; }

    public required TaskPhase Phase { get; init; }

    /// <summary>Last day on which it is in time; null while its anchor has not happened.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>When it was last unlocked; null before that. Another revision may have locked it again.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was completed or skipped.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who completed or skipped it.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Whether it was found overdue.</summary>
    public bool Overdue { get; init; }

    /// <summary>Smallest number of days before the due day for which the owner was reminded; null before the first.</summary>
    public int? RemindedDaysBefore { get; init; }
}
