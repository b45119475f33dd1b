namespace Onboarding.Model.Playbooks.Files;

/// <summary>What the parts of a playbook are.</summary>
public enum PlaybookPart
{
    Stage,
    Task,
    Milestone,
    Input,
    Alert,
    SetupAction,
    Message,

    /// <summary>The variant as a whole.</summary>
    Variant,
}
