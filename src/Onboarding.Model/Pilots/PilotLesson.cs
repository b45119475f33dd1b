namespace Onboarding.Model.Pilots;

/// <summary>What was learned.</summary>
/// <param name="Lesson">What worked or did not.</param>
/// <param name="Adjustment">What was changed because of it; empty when nothing was.</param>
/// <param name="By">Who wrote it down.</param>
/// <param name="At">When.</param>
public sealed record PilotLesson(string Lesson, string Adjustment, string By, DateTimeOffset At);
