namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>How much a finding weighs.</summary>
public enum PlaybookSeverity
{
    /// <summary>Worth a look; the playbook can be published.</summary>
    Warning,

    /// <summary>An onboarding would break on it; the playbook cannot be published.</summary>
    Error,
}
