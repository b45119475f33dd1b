namespace Onboarding.Model.Pilots;

/// <summary>The rollout that a pilot led to.</summary>
/// <param name="Playbook">Name of the playbook that new customers get.</param>
/// <param name="From">Closed-won from this day on.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When it was decided.</param>
public sealed record PilotRollout(string Playbook, DateOnly From, string Reason, string By, DateTimeOffset At);
