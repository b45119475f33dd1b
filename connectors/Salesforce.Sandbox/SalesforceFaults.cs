namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// Which share of calls each fault strikes, from 0 to 1. Whether a call is struck follows from the seed and the number
/// of the call alone, so that the same calls meet the same faults.
/// </summary>
public sealed record SalesforceFaults
{
    /// <summary>No faults.</summary>
    public static SalesforceFaults None { get; } = new();

    /// <summary>The seed from which every draw follows.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Share of calls that meet <see cref="SalesforceFault.OrgThrottled"/>.</summary>
    public double OrgThrottled { get; init; }

    /// <summary>Share of calls, sign-ins included, that meet <see cref="SalesforceFault.EdgeThrottled"/>.</summary>
    public double EdgeThrottled { get; init; }

    /// <summary>Share of calls that meet <see cref="SalesforceFault.ServerError"/>.</summary>
    public double ServerError { get; init; }

    /// <summary>Share of calls, sign-ins included, that meet <see cref="SalesforceFault.Unavailable"/>.</summary>
    public double Unavailable { get; init; }

    /// <summary>Share of calls that meet <see cref="SalesforceFault.DroppedBefore"/>.</summary>
    public double DroppedBefore { get; init; }

    /// <summary>Share of calls that meet <see cref="SalesforceFault.DroppedAfter"/>.</summary>
    public double DroppedAfter { get; init; }

    /// <summary>Share of calls that meet <see cref="SalesforceFault.TornBody"/>.</summary>
    public double TornBody { get; init; }

    /// <summary>Share of calls that meet <see cref="SalesforceFault.SessionLost"/>.</summary>
    public double SessionLost { get; init; }

    /// <summary>Share of written rows that meet <see cref="SalesforceFault.RowLocked"/>.</summary>
    public double RowLocked { get; init; }

    /// <summary>Share of nextRecordsUrl calls that meet <see cref="SalesforceFault.LocatorExpired"/>.</summary>
    public double LocatorExpired { get; init; }

    /// <summary>Share of query calls that meet <see cref="SalesforceFault.ShortPage"/>.</summary>
    public double ShortPage { get; init; }

    /// <summary>Share of the world's own edits that meet <see cref="SalesforceFault.LateCommit"/>.</summary>
    public double LateCommit { get; init; }

    /// <summary>The longest that a late commit takes.</summary>
    public TimeSpan LateCommitMax { get; init; } = TimeSpan.FromMinutes(5);

    internal double Share(SalesforceFault fault) => fault switch
    {
        SalesforceFault.OrgThrottled => OrgThrottled,
        SalesforceFault.EdgeThrottled => EdgeThrottled,
        SalesforceFault.ServerError => ServerError,
        SalesforceFault.Unavailable => Unavailable,
        SalesforceFault.DroppedBefore => DroppedBefore,
        SalesforceFault.DroppedAfter => DroppedAfter,
        SalesforceFault.TornBody => TornBody,
        SalesforceFault.SessionLost => SessionLost,
        SalesforceFault.RowLocked => RowLocked,
        SalesforceFault.LocatorExpired => LocatorExpired,
        SalesforceFault.ShortPage => ShortPage,
        SalesforceFault.LateCommit => LateCommit,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
