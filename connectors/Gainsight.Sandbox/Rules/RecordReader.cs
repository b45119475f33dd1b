using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Reads the fields of one record of a write against the fields of its object.</summary>
internal sealed class RecordReader(Tenant tenant)
{
    private readonly FieldParser _parser = new(tenant);

    /// <param name="table">The object written to.</param>
    /// <param name="record">Field names (in any case) and values.</param>
    /// <param name="creates">Required fields must be there.</param>
    /// <param name="administers">The platform itself or its administrator writes, who may write read-only
    /// fields.</param>
    /// <param name="keys">Fields that say which row is meant; they may be read-only, as Gsid is.</param>
    public Draft Read(
        Table table,
        JsonObject record,
        bool creates,
        bool administers = false,
        IReadOnlyList<GainsightField>? keys = null)
    {
        var draft = new Draft();
        foreach (var (name, json) in record)
        {
            if (!table.TryField(name, out var field) || (field.ReadOnly && !administers && keys?.Contains(field) is not true))
            {
                var problem = field is null ? "does not exist" : "is read-only";
                draft.Faults.Add(new(
                    ErrorCodes.BadField, $"Field {name} of {table.Name} {problem}.", name, json?.DeepClone()));
            }
            else if (_parser.Parse(field, json, out var value) is { } fault)
            {
                draft.Faults.Add(fault);
            }
            else if (!draft.Values.TryAdd(field.Name, value))
            {
                draft.Faults.Add(new(
                    ErrorCodes.BadField, $"Field {name} is given twice.", field.Name, json?.DeepClone()));
            }
        }

        if (creates)
        {
            RequireAll(table, record, draft);
        }

        return draft;
    }

    private static void RequireAll(Table table, JsonObject record, Draft draft)
    {
        foreach (var field in table.Fields.Where(field => field.Required && !draft.Values.ContainsKey(field.Name)))
        {
            if (!record.Any(pair => string.Equals(pair.Key, field.Name, StringComparison.OrdinalIgnoreCase)))
            {
                draft.Faults.Add(new(ErrorCodes.NullRefused, $"Field {field.Name} is mandatory.", field.Name, null));
            }
        }
    }
}
