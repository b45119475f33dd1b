namespace Onboarding.Model.Documents;

/// <summary>What can be said about a revision of a playbook.</summary>
public enum DocumentKind
{
    /// <summary>How a customer of one tier goes through the playbook, as a Mermaid flowchart.</summary>
    JourneyMap,

    /// <summary>How customers of one tier went before, by an audit, as a Mermaid flowchart.</summary>
    CurrentJourneyMap,

    /// <summary>Everything that must be built for it, on CRM and customer-success platform.</summary>
    Specification,

    /// <summary>The milestones with meaning, targets by tier and proof.</summary>
    MilestoneFramework,

    /// <summary>Who belongs to which tier, and what customers of it meet when.</summary>
    TierGuide,

    /// <summary>What sales hands over, and why.</summary>
    HandoffGuide,

    /// <summary>The definitions that it uses, with who has agreed to them.</summary>
    DefinitionRegister,

    /// <summary>Who holds which role.</summary>
    ContactList,
}
