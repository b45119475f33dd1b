namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Where the vendor's pages and live clients disagree, or nothing is known, the sandbox can answer in each way. The
/// defaults are the answers that live clients were seen to read.
/// </summary>
public sealed record GainsightVariants
{
    /// <summary>Where the rows of a query lie.</summary>
    public RowPlace Rows { get; init; } = RowPlace.Records;

    /// <summary>How instants and dates are written.</summary>
    public DateForm Dates { get; init; } = DateForm.Iso8601;

    /// <summary>What a read says that matches nothing.</summary>
    public EmptyForm Empty { get; init; } = EmptyForm.Rotating;

    /// <summary>Shape of data.errors in a refused batch.</summary>
    public BatchErrorForm BatchErrors { get; init; } = BatchErrorForm.Nested;

    /// <summary>What an update with keys does with a record that matches no row.</summary>
    public UnmatchedForm Unmatched { get; init; } = UnmatchedForm.Refused;

    /// <summary>What a limit above 5,000 rows does.</summary>
    public OverLimitForm OverLimit { get; init; } = OverLimitForm.Refused;

    /// <summary>How a bad credential is refused.</summary>
    public BadCredentialForm BadCredential { get; init; } = BadCredentialForm.Gateway401;

    /// <summary>
    /// Refuse a bad select of a CTA or task list with HTTP 200 and result false; otherwise with HTTP 400.
    /// </summary>
    public bool ListRefusalAs200 { get; init; } = true;

    /// <summary>Answer CTA and task lists in another order at each call, since the vendor promises none.</summary>
    public bool UnstableListOrder { get; init; } = true;

    /// <summary>Leave fields without value out of rows; otherwise they are null.</summary>
    public bool LeavesOutNulls { get; init; }

    /// <summary>Answer <c>csm__gr.email</c> where <c>Csm__gr.Email</c> was selected, as vendor samples show.</summary>
    public bool LowerCaseRelationKeys { get; init; }

    /// <summary>Where the rows of a query lie.</summary>
    public enum RowPlace
    {
        /// <summary>In <c>data.records</c>, as live clients read.</summary>
        Records,

        /// <summary>In <c>data</c> itself, as "Company API Documentation" shows.</summary>
        Bare,
    }

    /// <summary>How instants and dates are written.</summary>
    public enum DateForm
    {
        /// <summary><c>2026-03-01T10:15:30.123Z</c> and <c>2026-03-01</c>.</summary>
        Iso8601,

        /// <summary>Milliseconds since 1970, as "Gainsight Custom Object API Documentation" says.</summary>
        EpochMilliseconds,

        /// <summary><c>2026-03-01 10:15:30.123</c> in UTC; dates stay <c>2026-03-01</c>.</summary>
        Spaced,
    }

    /// <summary>What a read says that matches nothing.</summary>
    public enum EmptyForm
    {
        /// <summary>One of the other three, turn by turn, beginning at the seed.</summary>
        Rotating,

        /// <summary>Result true with no rows.</summary>
        NoRows,

        /// <summary>HTTP 200, result false, "No data found for given criteria".</summary>
        FalseWith200,

        /// <summary>HTTP 400 with GSOBJ_1011.</summary>
        Refused,
    }

    /// <summary>Shape of data.errors in a refused batch.</summary>
    public enum BatchErrorForm
    {
        /// <summary>An array of arrays.</summary>
        Nested,

        /// <summary>An array of objects.</summary>
        Flat,
    }

    /// <summary>What an update with keys does with a record that matches no row.</summary>
    public enum UnmatchedForm
    {
        /// <summary>The batch is refused with HTTP 400.</summary>
        Refused,

        /// <summary>The record is left out of the answer.</summary>
        Skipped,

        /// <summary>A row is inserted.</summary>
        Inserted,
    }

    /// <summary>What a limit above 5,000 rows does.</summary>
    public enum OverLimitForm
    {
        /// <summary>HTTP 400.</summary>
        Refused,

        /// <summary>5,000 rows are answered.</summary>
        Clamped,
    }

    /// <summary>How a bad credential is refused.</summary>
    public enum BadCredentialForm
    {
        /// <summary>HTTP 401 with GS_APIG_2401.</summary>
        Gateway401,

        /// <summary>HTTP 400 with GSOBJ_1024.</summary>
        Headers400,
    }
}
