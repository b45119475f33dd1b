using Onboarding.Connectors.Salesforce.Sandbox.Faults;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>The faults of the rows and pages of one call, numbered through all its parts.</summary>
internal sealed class RowFaults(FaultPlan plan, long call, SalesforceFault? asked)
{
    private long _row;

    /// <summary>Refuses the next written row when it is drawn, or when the fault was asked for by name.</summary>
    public void NextRow()
    {
        var row = _row++;
        if ((asked == SalesforceFault.RowLocked && row == 0) || plan.Strikes(SalesforceFault.RowLocked, call, row))
        {
            throw SalesforceRefusedException.Locked();
        }
    }

    public bool CursorExpires() =>
        asked == SalesforceFault.LocatorExpired || plan.Strikes(SalesforceFault.LocatorExpired, call);

    public int PageSize(int size) =>
        size > 1 && (asked == SalesforceFault.ShortPage || plan.Strikes(SalesforceFault.ShortPage, call))
        ? plan.ShortenedPage(call, size)
        : size;
}
