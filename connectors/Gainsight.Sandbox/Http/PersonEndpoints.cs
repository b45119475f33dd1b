using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The person calls ("People API Documentation"). What the sync reply carries and the whole of the status call are
/// modelled.
/// </summary>
internal sealed class PersonEndpoints(Tenant tenant, GainsightSandboxOptions options)
{
    private const int AsyncMax = 50;

    private readonly PersonWriter _writer = new(tenant);
    private readonly Dictionary<string, JsonObject> _batches = new(StringComparer.Ordinal);

    public IEnumerable<Route> Routes =>
    [
        new("PUT", "/v1/peoplemgmt/v1.0/people", GainsightCallKind.Person, Upsert),
        new("PUT", "/v1.0/api/people", GainsightCallKind.Person, Upsert),
        new("PUT", "/v1/peoplemgmt/v1.0/people/async", GainsightCallKind.PersonAsync, Accept, LimitFamily.Async),
        new("GET", "/v1/peoplemgmt/v1.0/people/async/{statusId}", GainsightCallKind.PersonAsyncState, State),
    ];

    private Reply Upsert(GainsightRequest request) =>
        Reply.Ok(new JsonObject { ["Gsid"] = _writer.Upsert(request.Body).Gsid });

    private Reply Accept(GainsightRequest request)
    {
        Body.RefuseUnknown(request.Body, "records");
        var records = Body.Objects(request.Body, "records", AsyncMax);
        var id = SeededNumbers.Uuid(tenant.Seed, _batches.Count, salt: 61);
        var batch = _batches[id] = new JsonObject
        {
            ["statusId"] = id,
            ["status"] = "IN_PROGRESS",
            ["success"] = new JsonArray(),
            ["failed"] = new JsonArray(),
        };
        tenant.Later(options.PersonAsyncDelay, () => Apply(records, batch));
        return Reply.Ok(new JsonObject { ["statusId"] = id });
    }

    private Reply State(GainsightRequest request) => _batches.TryGetValue(request.Route("statusId"), out var batch)
        ? Reply.Ok(batch.DeepClone())
        : Reply.Refused(400, ErrorCodes.NothingMatches, "Unknown statusId.");

    private void Apply(List<JsonObject> records, JsonObject batch)
    {
        foreach (var record in records)
        {
            var outcome = new JsonObject { ["Email"] = record["Email"]?.DeepClone() };
            try
            {
                outcome["Gsid"] = _writer.Upsert(record).Gsid;
                batch["success"]!.AsArray().Add((JsonNode)outcome);
            }
            catch (RefusedException refusal)
            {
                (outcome["errorCode"], outcome["errorDesc"]) = (refusal.Code, refusal.Message);
                batch["failed"]!.AsArray().Add((JsonNode)outcome);
            }
        }

        batch["status"] = "COMPLETED";
    }
}
