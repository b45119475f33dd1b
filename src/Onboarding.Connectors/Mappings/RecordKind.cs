namespace Onboarding.Connectors.Mappings;

/// <summary>What a stream's records are in the hub.</summary>
public enum RecordKind
{
    /// <summary>A person who works in the company: a user of the platform. The key is the mail address in lower case.</summary>
    Person,
    Account,
    Opportunity,
    Contact,

    /// <summary>That a contact has a role in a deal.</summary>
    Stakeholder,
    Onboarding,

    /// <summary>A task of an onboarding. The key is "{onboarding}/{task}".</summary>
    Task,

    /// <summary>A milestone of an onboarding. The key is "{onboarding}/{milestone}".</summary>
    Milestone,

    /// <summary>The handoff context as a note. The key is the handoff's.</summary>
    Note,
}
