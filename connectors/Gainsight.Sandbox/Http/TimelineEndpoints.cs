using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Create and update of one Timeline activity ("Timeline APIs").</summary>
internal sealed class TimelineEndpoints(Tenant tenant)
{
    private readonly TimelineWriter _writer = new(tenant);

    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v1/ant/es/activity", GainsightCallKind.Timeline, request =>
            Write(request, _writer.Create), LimitFamily.Timeline),
        new("PUT", "/v1/ant/es/activity", GainsightCallKind.Timeline, request =>
            Write(request, record => _writer.Update(record, request.Query("identifier") ?? "")), LimitFamily.Timeline),
    ];

    private static Reply Write(
        GainsightRequest request,
        Func<JsonObject, (Row? Row, string Code, string Message)> write)
    {
        Body.RefuseUnknown(request.Body, "records");
        var record = Body.Objects(request.Body, "records", countMax: 1)[0];
        var (row, code, message) = write(record);
        var name = record["ExternalId"]?.ToString() ?? row?.Text("ExternalId") ?? "";
        var (success, failures) = (new JsonObject(), new JsonObject());
        if (row is null)
        {
            failures[name] = new JsonArray(new JsonObject { ["errorCode"] = code, ["message"] = message });
        }
        else
        {
            success[name] = new JsonArray(new JsonObject { ["activityId"] = row.Text("ActivityId") });
        }

        return Reply.Ok(new JsonObject { ["success"] = success, ["failures"] = failures });
    }
}
