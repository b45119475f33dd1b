namespace Onboarding.Model.Calendars;

/// <summary>How days are counted; calendar days where nothing is said.</summary>
public enum DayUnit
{
    Calendar,
    Business,
}
