using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The "lookups" part of a write, by which the caller sends a natural key and the platform fills in the GSID
/// ("Company API Documentation", "Call To Action (CTA) API Documentation").
/// </summary>
internal sealed class LookupResolver
{
    private static readonly string[] Keys =
        ["fields", "lookupField", "objectName", "multiMatchOption", "onNoMatch"];

    private readonly Tenant _tenant;
    private readonly List<Lookup> _lookups = [];

    public LookupResolver(Tenant tenant, JsonObject body)
    {
        _tenant = tenant;
        foreach (var (target, json) in Body.OptionalObject(body, "lookups") ?? [])
        {
            _lookups.Add(Parse(target, json));
        }
    }

    /// <summary>Replaces the natural keys of a record by what they stand for.</summary>
    public IEnumerable<FieldFault> Resolve(JsonObject record)
    {
        foreach (var lookup in _lookups.Where(lookup => lookup.Keys.Any(key => record.ContainsKey(key.Source))))
        {
            var keys = lookup.Keys.Select(key => (key.Field, Value: record[key.Source]?.ToString())).ToList();
            foreach (var key in lookup.Keys)
            {
                record.Remove(key.Source);
            }

            if (Fill(lookup, keys, record) is { } problem)
            {
                var named = string.Join(", ", keys.Select(key => $"{key.Field.Name} = {key.Value}"));
                yield return new(ErrorCodes.BadValue, $"{problem} ({lookup.Target}: {named}).", lookup.Target, null);
            }
        }
    }

    private static string? Fill(Lookup lookup, List<(GainsightField Field, string? Value)> keys, JsonObject record)
    {
        var matches = keys[0].Value is { } first
            ? lookup.Table.With(keys[0].Field, first)
                .Where(row => keys.TrueForAll(key =>
                    ValueEquality.Of(key.Field.Kind).Equals(row[key.Field.Name], key.Value)))
                .Take(2)
                .ToList()
            : [];
        switch (matches.Count)
        {
            case 2 when lookup.RefusesMany:
                return "Lookup finds several rows";
            case > 0:
                record[lookup.Target] = matches[0].Text(lookup.LookupField.Name);
                return null;
            default:
                switch (lookup.OnNoMatch)
                {
                    case "ERROR":
                        return "Lookup finds no row";
                    case "NULLABLE":
                        record[lookup.Target] = null;
                        return null;
                    default:
                        // DEFAULTVALUE: no field of the sandbox has a default, so the field stays unset.
                        return null;
                }
        }
    }

    private Lookup Parse(string target, JsonNode? json)
    {
        var lookup = json as JsonObject ?? throw Bad(target, "an object is expected");
        Body.RefuseUnknown(lookup, Keys);
        var table = _tenant.FindTable(Body.Text(lookup, "objectName") ?? "") ?? throw Bad(target, "unknown objectName");
        var keys = (Body.OptionalObject(lookup, "fields") ?? [])
            .Select(pair => new LookupKey(pair.Key, Field(table, target, pair.Value?.ToString())))
            .ToList();
        if (keys.Count == 0)
        {
            throw Bad(target, "fields is empty");
        }

        var many = Body.Text(lookup, "multiMatchOption") ?? "FIRSTMATCH";
        var none = Body.Text(lookup, "onNoMatch") ?? "ERROR";
        if (many is not ("FIRSTMATCH" or "MARKASERROR") || none is not ("NULLABLE" or "DEFAULTVALUE" or "ERROR"))
        {
            throw Bad(target, "unknown multiMatchOption or onNoMatch");
        }

        var lookupField = Field(table, target, Body.Text(lookup, "lookupField"));
        return new(target, table, keys, lookupField, many == "MARKASERROR", none);
    }

    private static GainsightField Field(Table table, string target, string? name) =>
        table.TryField(name ?? "", out var field) ? field : throw Bad(target, $"unknown field '{name}'");

    private static RefusedException Bad(string target, string problem) =>
        new(ErrorCodes.BadField, $"Lookup {target}: {problem}.");

    private sealed record LookupKey(string Source, GainsightField Field);

    private sealed record Lookup(
        string Target,
        Table Table,
        List<LookupKey> Keys,
        GainsightField LookupField,
        bool RefusesMany,
        string OnNoMatch);
}
