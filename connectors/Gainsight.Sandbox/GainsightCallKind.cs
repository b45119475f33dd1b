namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>What a call is for.</summary>
public enum GainsightCallKind
{
    /// <summary>Sign-in for a token.</summary>
    Token,

    /// <summary>Object query.</summary>
    Query,

    /// <summary>Single row.</summary>
    Get,

    /// <summary>Object insert.</summary>
    Insert,

    /// <summary>Object update.</summary>
    Update,

    /// <summary>Object delete.</summary>
    Delete,

    /// <summary>Upsert of one person.</summary>
    Person,

    /// <summary>Asynchronous upsert of persons.</summary>
    PersonAsync,

    /// <summary>State of an asynchronous upsert.</summary>
    PersonAsyncState,

    /// <summary>CTA create or update.</summary>
    CtaWrite,

    /// <summary>CTA list, deleted ones included.</summary>
    CtaList,

    /// <summary>Task create or update.</summary>
    TaskWrite,

    /// <summary>Task list.</summary>
    TaskList,

    /// <summary>Playbook list.</summary>
    Playbooks,

    /// <summary>Timeline activity create or update.</summary>
    Timeline,

    /// <summary>Objects, fields and picklists.</summary>
    Metadata,

    /// <summary>User list.</summary>
    Users,

    /// <summary>A path that the platform does not have.</summary>
    Unknown,
}
