namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>What a call is for, as the call log counts it.</summary>
public enum SalesforceCallKind
{
    /// <summary>The list of API versions, which needs no session and is not charged.</summary>
    Versions,

    /// <summary>A request for or a revocation of a token, which is not charged.</summary>
    SignIn,

    /// <summary>query or queryAll.</summary>
    Query,

    /// <summary>A further page of a query.</summary>
    QueryMore,

    /// <summary>One row: create, get, update, delete, upsert.</summary>
    Rows,

    /// <summary>Up to 200 rows written, or up to 2,000 fetched, at once.</summary>
    Collections,

    /// <summary>Up to 25 calls in one, charged as one.</summary>
    Composite,

    /// <summary>The description of types.</summary>
    Describe,

    /// <summary>The lists of updated and deleted ids.</summary>
    Replication,

    /// <summary>The allocations.</summary>
    Limits,

    /// <summary>The Tooling API.</summary>
    Tooling,

    /// <summary>Anything else, which is answered with 404.</summary>
    Unknown,
}
