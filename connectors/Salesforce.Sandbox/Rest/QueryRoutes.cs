using System.Globalization;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Soql;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// query, queryAll and their further pages ("REST API Developer Guide, Query; QueryAll; Query More Results"), for the
/// platform's rows and for those of the Tooling API.
/// </summary>
internal sealed class QueryRoutes(Cursors cursors, int pageRowsMax)
{
    private const int PageRowsMin = 200;

    public RestAnswer Run(RestCall call, bool tooling, bool includeDeleted)
    {
        if (call.Method != "GET")
        {
            return RestAnswer.MethodNotAllowed(call.Method);
        }

        if (!call.Query.TryGetValue("q", out var soql) || soql.Length == 0)
        {
            throw new SalesforceRefusedException("MALFORMED_QUERY", "A query string has to be specified");
        }

        var scope = Scope(call, tooling);
        var plan = QueryPlan.Bind(SoqlParser.Parse(soql), scope);
        var rows = plan.Find(scope, includeDeleted);
        if (plan.CountOnly)
        {
            return RestAnswer.Ok(
                new JsonObject { ["totalSize"] = rows.Count, ["done"] = true, ["records"] = new JsonArray() });
        }

        if (tooling && plan.OneRowOnly && rows.Count > 1)
        {
            throw new SalesforceRefusedException(
                "MALFORMED_QUERY",
                "When retrieving results with Metadata or FullName fields, the query qualifications must specify "
                    + $"no more than one row for retrieval. Result size: {rows.Count}");
        }

        return Page(call, cursors.Open(call.UserId, plan, tooling, rows), 0, scope);
    }

    /// <summary>A further page: the locator is the cursor's id and the place in it, as in <c>01g…-2000</c>.</summary>
    public RestAnswer More(RestCall call, string locator, bool tooling)
    {
        if (call.Method != "GET")
        {
            return RestAnswer.MethodNotAllowed(call.Method);
        }

        var dash = locator.LastIndexOf('-');
        if (dash < 0
            || !int.TryParse(locator.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            throw new SalesforceRefusedException("INVALID_QUERY_LOCATOR", "invalid query locator");
        }

        if (call.RowFaults.CursorExpires())
        {
            cursors.Close(locator[..dash]);
        }

        var cursor = cursors.Find(locator[..dash], call.UserId);
        return cursor.Tooling == tooling && offset <= cursor.Rows.Count
            ? Page(call, cursor, offset, Scope(call, tooling))
            : throw new SalesforceRefusedException("INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    private RestAnswer Page(RestCall call, Cursors.Cursor cursor, int offset, QueryScope scope)
    {
        var size = call.RowFaults.PageSize(Math.Min(Math.Min(Asked(call), pageRowsMax), cursor.Rows.Count - offset));
        var records = new JsonArray();
        foreach (var row in cursor.Rows.Skip(offset).Take(size))
        {
            // A row that was taken away for good after the query ran is simply gone from its page.
            if (scope.View(scope.Store.Find(row.Id)) is { } view)
            {
                records.Add((JsonNode)cursor.Plan.Write(view, scope));
            }
        }

        var done = offset + size >= cursor.Rows.Count;
        var page = new JsonObject { ["totalSize"] = cursor.Rows.Count, ["done"] = done };
        if (done)
        {
            cursors.Close(cursor.Id);
        }
        else
        {
            // Always "query", also for queryAll; the cursor itself remembers that deleted rows are in it.
            page["nextRecordsUrl"] = $"{scope.BasePath}query/{cursor.Id}-{offset + size}";
        }

        page["records"] = records;
        return RestAnswer.Ok(page);
    }

    /// <summary>batchSize is a wish between 200 and 2,000 ("REST API Developer Guide, Query Options Header").</summary>
    private static int Asked(RestCall call)
    {
        var header = call.Headers.GetValueOrDefault("Sforce-Query-Options") ?? "";
        var option = header.Split([',', ';'], StringSplitOptions.TrimEntries)
            .FirstOrDefault(o => o.StartsWith("batchSize", StringComparison.OrdinalIgnoreCase));
        return option?.Split('=', StringSplitOptions.TrimEntries) is [_, var text]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? Math.Clamp(size, PageRowsMin, 2000)
            : 2000;
    }

    private static QueryScope Scope(RestCall call, bool tooling) => tooling ? call.ToolingScope() : call.Scope();
}
