namespace Onboarding.Connectors.Failures;

/// <summary>What kind of failure it is; the hub acts on the kind alone.</summary>
public enum FailureKind
{
    /// <summary>May go well a little later: a time-out, a server error, a lock.</summary>
    Transient,

    /// <summary>Too many calls.</summary>
    RateLimited,

    /// <summary>The credential is not accepted any more; a new sign-in may help once.</summary>
    Unauthorized,

    /// <summary>An operator must change something: a permission, a field, an address.</summary>
    Misconfigured,

    /// <summary>The platform will not take this record as it is.</summary>
    RecordRejected,

    /// <summary>The connector or the platform cannot do this at all.</summary>
    Unsupported,

    /// <summary>The place mark is not known any more: start the stream's read again from its checkpoint.</summary>
    PageExpired,
}
