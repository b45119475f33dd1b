namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>The ways in which a call can go wrong that is not the caller's fault.</summary>
public enum SalesforceFault
{
    /// <summary>403 REQUEST_LIMIT_EXCEEDED, "ConcurrentPerOrgLongTxn Limit exceeded": a short wait helps.</summary>
    OrgThrottled,

    /// <summary>429 with an HTML page from the edge, not from the platform.</summary>
    EdgeThrottled,

    /// <summary>500 UNKNOWN_EXCEPTION; the call was not applied.</summary>
    ServerError,

    /// <summary>503 SERVER_UNAVAILABLE; the call was not applied.</summary>
    Unavailable,

    /// <summary>The connection is cut before the call is applied, as a caller's time-out would see it.</summary>
    DroppedBefore,

    /// <summary>The call is applied and the connection is cut before the answer.</summary>
    DroppedAfter,

    /// <summary>The call is applied and the answer breaks off in the middle of its JSON.</summary>
    TornBody,

    /// <summary>The session ends: 401 INVALID_SESSION_ID until the caller signs in again.</summary>
    SessionLost,

    /// <summary>A row of the call answers UNABLE_TO_LOCK_ROW; drawn for each row.</summary>
    RowLocked,

    /// <summary>The cursor of a nextRecordsUrl has expired: INVALID_QUERY_LOCATOR.</summary>
    LocatorExpired,

    /// <summary>A page holds fewer rows than were asked for, and is not the last.</summary>
    ShortPage,

    /// <summary>An edit made by the world's own people becomes visible late, with the stamp of its start.</summary>
    LateCommit,
}
