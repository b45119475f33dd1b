namespace Onboarding.Model.Pilots.Reports;

/// <summary>Whether a success criterion is met.</summary>
public enum CriterionState
{
    /// <summary>The cases do not tell.</summary>
    NotShown,
    Met,
    NotMet,
}
