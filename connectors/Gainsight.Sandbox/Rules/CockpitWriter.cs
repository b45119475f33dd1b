using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Create and update of CTAs and tasks: up to 50 requests, each with an outcome of its own in a reply that is HTTP 200
/// and result true ("Call To Action (CTA) API Documentation"; tasks are modelled alike on "Task and Playbook API
/// Documentation"). A repeated referenceId is accepted and creates a second row: it is a correlation id only.
/// </summary>
internal sealed class CockpitWriter(Tenant tenant, CockpitKind kind, Func<GainsightFaults> faults)
{
    private const int RequestsMax = 50;

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["type"] = "TypeId",
        ["reason"] = "ReasonId",
        ["status"] = "StatusId",
        ["priority"] = "PriorityId",
    };

    private readonly RecordReader _reader = new(tenant);

    private Table Table => tenant.Table(kind.ObjectName);

    public Reply Write(GainsightRequest request, bool creates)
    {
        Body.RefuseUnknown(request.Body, "requests", "lookups");
        // The whole call is read before its first record is applied: a call that is refused leaves no trace.
        var records = Body.Objects(request.Body, "requests", RequestsMax).ConvertAll(Record);
        var lookups = new LookupResolver(tenant, request.Body);
        var (success, failure) = (new JsonArray(), new JsonArray());
        foreach (var (index, record) in records.Index())
        {
            var reference = Take(record, "referenceId");
            var name = reference ?? record["Gsid"]?.ToString() ?? index.ToString();
            var refused = request.Fault is GainsightFault.RecordsRefused && faults().Refuses(request.Number, index);
            var outcome = refused
                ? new CockpitOutcome.Failed(ErrorCodes.Unexpected, "Unexpected server error.")
                : creates ? Create(record, reference, lookups) : Update(record, reference, lookups);
            (outcome is CockpitOutcome.Written ? success : failure).Add((JsonNode)new JsonObject
            {
                [name] = outcome.ToString(),
            });
        }

        return Reply.Ok(new JsonObject { ["success"] = success, ["failure"] = failure });
    }

    private CockpitOutcome Create(JsonObject record, string? reference, LookupResolver lookups)
    {
        if (reference is null)
        {
            return Missing("referenceId");
        }

        if (Read(record, lookups, creates: true, out var draft) is { } failed)
        {
            return failed;
        }

        kind.Complete(tenant, draft.Values);
        var missing = kind.Mandatory.FirstOrDefault(field => draft.Values.GetValueOrDefault(field) is null);
        if (missing is not null)
        {
            return Missing(missing);
        }

        if (kind.Refuse(tenant, draft.Values) is { } problem)
        {
            return new CockpitOutcome.Failed(ErrorCodes.CtaFieldMissing, problem);
        }

        var row = tenant.Insert(Table, draft.Values);
        row.Reference = reference;
        kind.Created(tenant, row);
        return new CockpitOutcome.Written(row.Gsid);
    }

    private CockpitOutcome Update(JsonObject record, string? reference, LookupResolver lookups)
    {
        var gsid = Take(record, "Gsid");
        var rows = gsid is not null
            ? Table.Find(gsid) is { } found ? [found] : []
            : Table.Rows.Where(row => reference is not null && row.Reference == reference).Take(2).ToList();
        if (rows.Count != 1)
        {
            return new CockpitOutcome.Failed(ErrorCodes.CtaBadGsid, rows.Count == 0
                ? "Gsid is invalid or missing."
                : "Several rows have this referenceId.");
        }

        var cascades = kind.Cascades.ToDictionary(key => key, key => Take(record, key) ?? "NO", StringComparer.Ordinal);
        if (Read(record, lookups, creates: false, out var draft) is { } failed)
        {
            return failed;
        }

        var cleared = kind.Mandatory.FirstOrDefault(field => draft.Values.TryGetValue(field, out var v) && v is null);
        if (cleared is not null)
        {
            return Missing(cleared);
        }

        var problem = kind.RefuseUpdate(tenant, rows[0], draft.Values, cascades);
        if (problem is not null)
        {
            return new CockpitOutcome.Failed(ErrorCodes.CtaFieldMissing, problem);
        }

        kind.Updating(tenant, rows[0], draft.Values, cascades);
        tenant.Update(rows[0], draft.Values);
        return new CockpitOutcome.Written(rows[0].Gsid);
    }

    private CockpitOutcome.Failed? Read(JsonObject record, LookupResolver lookups, bool creates, out Draft draft)
    {
        var unresolved = lookups.Resolve(record).ToList();
        Substitute(record, "OwnerEmail", "OwnerId", GainsightObjects.User, "Email");
        Substitute(record, "SFDCID", "CompanyId", GainsightObjects.Company, "SfdcAccountId");
        draft = _reader.Read(Table, record, creates);
        var fault = unresolved.Concat(draft.Faults).FirstOrDefault();
        return fault is null ? null : new(fault.Code, fault.Message);
    }

    private static CockpitOutcome.Failed Missing(string field) =>
        new(ErrorCodes.CtaFieldMissing, $"Mandatory field {field} is missing.");

    // "Call To Action (CTA) API Documentation": names are taken for type, reason, status and priority, and the owner
    // and company may be given by mail address and CRM id.
    private static JsonObject Record(JsonObject request)
    {
        Body.RefuseUnknown(request, "record");
        var normal = new JsonObject();
        foreach (var (key, value) in Body.OptionalObject(request, "record") ?? [])
        {
            if (!normal.TryAdd(Aliases.GetValueOrDefault(key, key), value?.DeepClone()))
            {
                throw new RefusedException(ErrorCodes.BadField, $"Field {key} is given twice.");
            }
        }

        return normal;
    }

    // A key that finds nothing stays, and is refused as an unknown field.
    private void Substitute(JsonObject record, string source, string target, string objectName, string field)
    {
        var table = tenant.Table(objectName);
        if (record[source]?.ToString() is { } value
            && table.TryField(field, out var key)
            && table.With(key, value).FirstOrDefault() is { } row)
        {
            record.Remove(source);
            record[target] = row.Gsid;
        }
    }

    private static string? Take(JsonObject record, string key)
    {
        var value = record[key]?.ToString();
        record.Remove(key);
        return value;
    }
}
