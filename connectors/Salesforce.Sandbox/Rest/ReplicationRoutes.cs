using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// Ids that changed or went away in a span of time ("REST API Developer Guide, sObject Get Updated; sObject Get
/// Deleted"; "SOAP API Developer Guide, GetUpdatedResult").
/// </summary>
internal static class ReplicationRoutes
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(30);

    public static RestAnswer Updated(RestCall call, string typeName)
    {
        var (start, end) = Span(call);
        var ids = Within(call, typeName, start, end, deleted: false).Select(v => (JsonNode)v.Row.Id);
        return RestAnswer.Ok(
            new JsonObject { ["ids"] = new JsonArray([.. ids]), ["latestDateCovered"] = Covered(call, end) });
    }

    public static RestAnswer Deleted(RestCall call, string typeName)
    {
        var (start, end) = Span(call);
        var records = Within(call, typeName, start, end, deleted: true).Select(v => (JsonNode)new JsonObject
        {
            ["id"] = v.Row.Id,
            ["deletedDate"] = FieldValues.Format((DateTimeOffset)v.Fields["SystemModstamp"]!),
        });
        return RestAnswer.Ok(new JsonObject
        {
            ["deletedRecords"] = new JsonArray([.. records]),
            ["earliestDateAvailable"] = FieldValues.Format(FieldValues.ToSecond(call.World.Clock.GetUtcNow() - Reach)),
            ["latestDateCovered"] = Covered(call, end),
        });
    }

    private static IEnumerable<RowView> Within(
        RestCall call, string typeName, DateTimeOffset start, DateTimeOffset end, bool deleted)
    {
        var type = call.TypeOf(typeName);
        if (!type.KeepsDeleted)
        {
            throw SalesforceRefusedException.NotFound();
        }

        var scope = call.Scope();
        return scope.Store.Table(type).Rows
            .Select(scope.View)
            .OfType<RowView>()
            .Where(v => v.Fields["SystemModstamp"] is DateTimeOffset stamp && stamp >= start && stamp < end
                && v.Fields["IsDeleted"] is true == deleted);
    }

    /// <summary>While a transaction is open, nothing after its start is covered for certain.</summary>
    private static string Covered(RestCall call, DateTimeOffset end)
    {
        var now = call.World.Clock.GetUtcNow();
        var covered = new[] { end, now, call.World.Store.OldestOpen(now) ?? now }.Min();
        return FieldValues.Format(FieldValues.ToSecond(covered));
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Span(RestCall call)
    {
        if (call.Method != "GET")
        {
            throw new SalesforceRefusedException(
                "METHOD_NOT_ALLOWED", $"HTTP Method '{call.Method}' not allowed") { HttpCode = 405 };
        }

        var (start, end) = (Bound(call, "start"), Bound(call, "end"));
        return start >= end ? throw Invalid("startDate has to be before endDate")
            : start < call.World.Clock.GetUtcNow() - Reach ? throw Invalid("startDate cannot be more than 30 days ago")
            : (start, end);
    }

    private static DateTimeOffset Bound(RestCall call, string name) =>
        call.Query.TryGetValue(name, out var text) && FieldValues.TryInstant(text, out var instant)
            ? FieldValues.ToSecond(instant)
            : throw Invalid($"{name} is not a valid date and time");

    private static SalesforceRefusedException Invalid(string message) => new("INVALID_REPLICATION_DATE", message);
}
