namespace Onboarding.Model.Definitions;

/// <summary>What a definition defines.</summary>
public enum DefinitionKind
{
    /// <summary>A word that everybody must mean alike, such as time-to-value.</summary>
    Term,

    /// <summary>A milestone of a playbook; its key is the milestone's.</summary>
    Milestone,

    /// <summary>A service tier; its key is the tier's, and that of the playbook's variant.</summary>
    Tier,

    /// <summary>An input on which a stage of a playbook waits; its key is the input's.</summary>
    CriticalInput,
}
