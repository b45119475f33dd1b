namespace Onboarding.Model.Pilots.Reports;

/// <summary>A success criterion with its evidence.</summary>
/// <param name="Key">"entered", "no_critical_issue", "csm_confidence" or "time_to_value".</param>
/// <param name="State">Whether it is met.</param>
/// <param name="Evidence">What it rests on, in words.</param>
public sealed record PilotCriterion(string Key, CriterionState State, string Evidence);
