namespace Onboarding.Model.Playbooks;

/// <summary>When a message is made.</summary>
/// <param name="Occasion">What it is about.</param>
/// <param name="Key">Key of the stage, milestone or task; null: any, or the occasion has none.</param>
/// <param name="Due">The rule of <see cref="MessageOccasion.Dated"/>; null for all others.</param>
/// <param name="Weekday">The day of what comes weekly; null for all others.</param>
public sealed record MessageTrigger(
    MessageOccasion Occasion, string? Key = null, DueRule? Due = null, DayOfWeek? Weekday = null)
{
    /// <summary>Whether it tells people inside that something is wrong; the customer never gets such a message.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAlarm => Occasion is MessageOccasion.BlockerRaised or MessageOccasion.Stalled
        or MessageOccasion.SlaBreached or MessageOccasion.EscalationRaised;

    /// <summary>Whether a weekday brings it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsWeekly => Occasion is MessageOccasion.Weekly or MessageOccasion.InputsOpen;
}
