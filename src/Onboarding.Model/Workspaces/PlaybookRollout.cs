namespace Onboarding.Model.Workspaces;

/// <summary>A playbook that new customers get from a day on; whoever was won before keeps the one before.</summary>
/// <param name="Playbook">Name of the playbook.</param>
/// <param name="From">First day of closed-won.</param>
public sealed record PlaybookRollout(string Playbook, DateOnly From);
