namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One way in which a call goes wrong. A fault that does not fit the call it falls on does nothing.</summary>
public enum GainsightFault
{
    /// <summary>HTTP 429 with GU_2400 and no Retry-After, though the limit is not reached.</summary>
    Throttled,

    /// <summary>GU_2400 in an envelope with HTTP 200.</summary>
    ThrottledWith200,

    /// <summary>HTTP 500 with GU_1101; nothing is applied.</summary>
    ServerError,

    /// <summary>HTTP 200 with result false and GU_1101; nothing is applied.</summary>
    FalseWith200,

    /// <summary>The connection is cut before the call is applied.</summary>
    DroppedBefore,

    /// <summary>The call is applied, then the connection is cut: the answer is lost.</summary>
    DroppedAfter,

    /// <summary>The call is applied and half of the answer arrives.</summary>
    TornBody,

    /// <summary>
    /// CTA and task writes: about half of the records, the first always, fail; the others are applied.
    /// </summary>
    RecordsRefused,

    /// <summary>Object writes: HTTP 500 with an empty batch result; nothing is applied.</summary>
    BatchFailed,

    /// <summary>Object queries that fill their page: right after, somebody edits the first row of the page.</summary>
    RowTouched,
}
