using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Limits;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// Finds the route for a path. What the sandbox does not have (Bulk API, composite graph and batch, Metadata deploys)
/// is answered as the platform answers for any unknown resource.
/// </summary>
internal sealed class RestRoutes(QueryRoutes queries, DailyAllocation allocation)
{
    /// <summary>Answers one call; a refused one leaves nothing behind.</summary>
    public RestAnswer Answer(RestCall call)
    {
        var mark = call.World.Store.Mark();
        try
        {
            return Route(call);
        }
        catch (SalesforceRefusedException refused)
        {
            call.World.Store.RollBackTo(mark);
            return RestAnswer.Refused(refused);
        }
    }

    public static SalesforceCallKind KindOf(ImmutableArray<string> segments) => segments switch
    {
        ["query" or "queryAll"] => SalesforceCallKind.Query,
        ["query" or "queryAll", _] => SalesforceCallKind.QueryMore,
        [] or ["sobjects"] or ["sobjects", _, "describe"] => SalesforceCallKind.Describe,
        ["sobjects", _, "updated" or "deleted"] => SalesforceCallKind.Replication,
        ["sobjects", ..] => SalesforceCallKind.Rows,
        ["composite"] => SalesforceCallKind.Composite,
        ["composite", "sobjects", ..] => SalesforceCallKind.Collections,
        ["limits"] => SalesforceCallKind.Limits,
        ["tooling", ..] => SalesforceCallKind.Tooling,
        _ => SalesforceCallKind.Unknown,
    };

    private RestAnswer Route(RestCall call) => call.Segments switch
    {
        [] => Get(call, DescribeRoutes.Resources),
        ["query"] => queries.Run(call, tooling: false, includeDeleted: false),
        ["queryAll"] => queries.Run(call, tooling: false, includeDeleted: true),
        ["query" or "queryAll", var locator] => queries.More(call, locator, tooling: false),
        ["limits"] => Get(call, Limits),
        ["composite"] => new CompositeRoute(this).Run(call),
        ["composite", "sobjects"] => CollectionRoutes.Write(call),
        ["composite", "sobjects", var type] => CollectionRoutes.Fetch(call, type),
        ["composite", "sobjects", var type, var field] => CollectionRoutes.Upsert(call, type, field),
        ["tooling", "query"] => queries.Run(call, tooling: true, includeDeleted: false),
        ["tooling", "query", var locator] => queries.More(call, locator, tooling: true),
        ["tooling", "sobjects", var type] => ToolingRoutes.Create(call, type),
        ["tooling", "sobjects", var type, var id] => ToolingRoutes.ById(call, type, id),
        ["sobjects", .. var rest] => Rows(call, rest),
        _ => throw SalesforceRefusedException.NotFound(),
    };

    private static RestAnswer Rows(RestCall call, ImmutableArray<string> path) => path switch
    {
        [] => Get(call, DescribeRoutes.Global),
        [var type] when call.Method == "POST" => RowRoutes.Create(call, type),
        [var type] => Get(call, c => DescribeRoutes.Basic(c, type)),
        [var type, "describe"] => Get(call, c => DescribeRoutes.Describe(c, type)),
        [var type, "updated"] => ReplicationRoutes.Updated(call, type),
        [var type, "deleted"] => ReplicationRoutes.Deleted(call, type),
        [var type, var id] => RowRoutes.ById(call, type, id),
        [var type, var field, var value] => RowRoutes.ByExternalId(call, type, field, value),
        _ => throw SalesforceRefusedException.NotFound(),
    };

    private static RestAnswer Get(RestCall call, Func<RestCall, RestAnswer> answer) =>
        call.Method is "GET" or "HEAD" ? answer(call) : RestAnswer.MethodNotAllowed(call.Method);

    private RestAnswer Limits(RestCall call) => RestAnswer.Ok(new JsonObject
    {
        ["DailyApiRequests"] =
            new JsonObject { ["Max"] = allocation.Max, ["Remaining"] = allocation.Max - allocation.Used },
    });
}
