using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Insert and update of up to 50 records, all or none ("Company API Documentation", "Gainsight Custom Object API
/// Documentation"). There is no upsert.
/// </summary>
internal sealed class RecordWriter(Tenant tenant, GainsightVariants variants, ReplyForms forms)
{
    private const int RecordsMax = 50;
    private const int KeysMax = 3;

    private readonly RecordReader _reader = new(tenant);

    public Reply Insert(Table table, GainsightRequest request) => Write(table, request, null, (_, draft) =>
        () => tenant.Insert(table, draft.Values));

    public Reply Update(Table table, GainsightRequest request)
    {
        var keys = Keys(table, request.Query("keys"));
        return Write(table, request, keys, (record, draft) =>
        {
            var matches = Match(table, keys, draft);
            if (matches.Count == 1)
            {
                return () =>
                {
                    tenant.Update(matches[0], draft.Values);
                    return matches[0];
                };
            }

            return matches.Count == 0 ? Unmatched(table, record, draft) : Refuse(draft, "Several rows match the keys.");
        });
    }

    private Reply Write(
        Table table,
        GainsightRequest request,
        List<GainsightField>? keys,
        Func<JsonObject, Draft, Func<Row?>> plan)
    {
        Body.RefuseUnknown(request.Body, "records", "lookups");
        var records = Body.Objects(request.Body, "records", RecordsMax);
        var lookups = new LookupResolver(tenant, request.Body);
        var drafts = new List<Draft>();
        var plans = new List<Func<Row?>>();
        foreach (var record in records)
        {
            var unresolved = lookups.Resolve(record).ToList();
            var draft = _reader.Read(table, record, creates: keys is null, keys: keys);
            draft.Faults.AddRange(unresolved);
            drafts.Add(draft);
            plans.Add(draft.Faults.Count == 0 ? plan(record, draft) : () => null);
        }

        if (request.Fault is GainsightFault.BatchFailed)
        {
            return Reply.Refused(500, ErrorCodes.Unexpected, "Unexpected server error.", Outcome(null, null));
        }

        var bad = drafts.FindAll(draft => draft.Faults.Count > 0);
        if (bad.Count > 0)
        {
            return Refused(bad);
        }

        var written = new JsonArray();
        foreach (var (index, write) in plans.Index())
        {
            if (write() is { } row)
            {
                written.Add((JsonNode)forms.Row(row, drafts[index].Values.Keys.Prepend("Gsid")));
            }
        }

        return Reply.Ok(Outcome(written, null));
    }

    // Error objects say nothing of the place of their record, and the valid records of the batch have none.
    private Reply Refused(List<Draft> bad)
    {
        var errors = new JsonArray();
        foreach (var draft in bad)
        {
            var faults = new JsonArray([.. draft.Faults.Select(Fault)]);
            var error = new JsonObject { ["errors"] = faults };
            if (variants.BatchErrors is GainsightVariants.BatchErrorForm.Nested)
            {
                (error["success"], error["parsedValue"]) = (false, Text(draft.Faults[0].Value));
                errors.Add((JsonNode)new JsonArray(error));
            }
            else
            {
                errors.Add((JsonNode)error);
            }
        }

        var first = bad[0].Faults[0];
        return Reply.Refused(400, first.Code, first.Message, Outcome(null, errors));
    }

    private static JsonObject Outcome(JsonArray? records, JsonArray? errors) => new()
    {
        ["count"] = records?.Count ?? 0,
        ["errors"] = errors,
        ["records"] = records,
    };

    private static JsonNode Fault(FieldFault fault) => new JsonObject
    {
        ["errorMessage"] = fault.Message,
        ["errorCode"] = fault.Code,
        ["fieldName"] = fault.Field,
        ["invalidValue"] = new JsonArray(Text(fault.Value)),
    };

    private static JsonValue? Text(JsonNode? value) => value is null ? null : JsonValue.Create(value.ToString());

    private static List<GainsightField> Keys(Table table, string? keys)
    {
        var names = (keys ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length is 0 or > KeysMax)
        {
            throw new RefusedException(ErrorCodes.BadField, $"keys must name one to {KeysMax} fields.");
        }

        return [.. names.Select(name => table.TryField(name, out var field) && CanBeKey(field)
            ? field
            : throw new RefusedException(ErrorCodes.BadField, $"Field {name} cannot be a key of {table.Name}."))];
    }

    // "Company API Documentation": keys are of type String, GSID, Number or Email.
    private static bool CanBeKey(GainsightField field) => field.Kind
        is GainsightFieldKind.String or GainsightFieldKind.Gsid or GainsightFieldKind.Lookup
        or GainsightFieldKind.Number or GainsightFieldKind.Email;

    private static List<Row> Match(Table table, List<GainsightField> keys, Draft draft)
    {
        if (keys.Exists(key => draft.Values.GetValueOrDefault(key.Name) is null))
        {
            return [];
        }

        return
        [
            .. table.With(keys[0], draft.Values[keys[0].Name]!).Where(row => keys.TrueForAll(key =>
                ValueEquality.Of(key.Kind).Equals(row[key.Name], draft.Values[key.Name]))),
        ];
    }

    // What a record without a match does is not documented.
    private Func<Row?> Unmatched(Table table, JsonObject record, Draft draft)
    {
        switch (variants.Unmatched)
        {
            case GainsightVariants.UnmatchedForm.Skipped:
                return () => null;
            case GainsightVariants.UnmatchedForm.Inserted:
                draft.Faults.AddRange(_reader.Read(table, record, creates: true).Faults);
                return () => tenant.Insert(table, draft.Values);
            default:
                return Refuse(draft, "No row matches the keys.");
        }
    }

    private static Func<Row?> Refuse(Draft draft, string message)
    {
        draft.Faults.Add(new(ErrorCodes.NothingMatches, message, "keys", null));
        return () => null;
    }
}
