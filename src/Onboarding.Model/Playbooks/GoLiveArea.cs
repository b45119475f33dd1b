namespace Onboarding.Model.Playbooks;

/// <summary>The areas that must all be complete before an onboarding goes live.</summary>
public enum GoLiveArea
{
    /// <summary>The task counts for no area.</summary>
    None,
    Setup,
    Communication,
    Handoff,
}
