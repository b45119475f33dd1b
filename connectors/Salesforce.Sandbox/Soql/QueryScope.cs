using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>
/// What a query runs over: whose eyes, at what time, and the path that its rows' addresses start with.
/// </summary>
internal sealed record QueryScope(
    Catalog Catalog, RowStore Store, FieldAccess Access, DateTimeOffset Now, string BasePath)
{
    public RowView? View(Row? row) => row?.SeenAt(Now) is { } fields ? new RowView(row, fields) : null;
}
