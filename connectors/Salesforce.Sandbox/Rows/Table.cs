using System.Globalization;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>The rows of one type in order of their ids, with an index over each field that rows are found by.</summary>
internal sealed class Table(SObjectType type)
{
    private readonly List<Row> _rows = [];
    private readonly Dictionary<string, Dictionary<string, HashSet<Row>>> _indexes = new(StringComparer.Ordinal);

    public SObjectType Type { get; } = type;

    public IReadOnlyList<Row> Rows => _rows;

    public long NextNumber { get; set; } = 1;

    public void Append(Row row) => _rows.Add(row);

    /// <summary>Puts back a row that had been removed, where its id belongs.</summary>
    public void Insert(Row row)
    {
        var at = _rows.FindIndex(r => string.CompareOrdinal(r.Id, row.Id) > 0);
        _rows.Insert(at < 0 ? _rows.Count : at, row);
    }

    public void Remove(Row row) => _rows.RemoveAt(_rows.LastIndexOf(row));

    /// <summary>The rows whose field holds the value, in order of their ids, deleted ones included.</summary>
    public IReadOnlyList<Row> Find(SalesforceField field, string value)
    {
        if (!_indexes.TryGetValue(field.Name, out var index))
        {
            _indexes.Add(field.Name, index = BuildIndex(field));
        }

        return index.TryGetValue(value, out var found) ? [.. found.OrderBy(r => r.Id, StringComparer.Ordinal)] : [];
    }

    public void Reindex(
        Row row, IReadOnlyDictionary<string, object?> before, IReadOnlyDictionary<string, object?> after)
    {
        foreach (var (name, index) in _indexes)
        {
            var old = KeyOf(before.GetValueOrDefault(name));
            var now = KeyOf(after.GetValueOrDefault(name));
            if (!string.Equals(old, now, StringComparison.Ordinal))
            {
                Unlist(index, old, row);
                List(index, now, row);
            }
        }
    }

    /// <summary>Forgets all indexes, for a change of the fields themselves.</summary>
    public void DropIndexes() => _indexes.Clear();

    private Dictionary<string, HashSet<Row>> BuildIndex(SalesforceField field)
    {
        var comparer = field.IsIdLike || field.CaseSensitive
            ? StringComparer.Ordinal
            : StringComparer.OrdinalIgnoreCase;
        var index = new Dictionary<string, HashSet<Row>>(comparer);
        foreach (var row in _rows)
        {
            List(index, KeyOf(row.Fields.GetValueOrDefault(field.Name)), row);
        }

        return index;
    }

    private static string? KeyOf(object? value) => value switch
    {
        null => null,
        string text => text,
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static void List(Dictionary<string, HashSet<Row>> index, string? key, Row row)
    {
        if (key is null)
        {
            return;
        }

        if (!index.TryGetValue(key, out var rows))
        {
            index.Add(key, rows = []);
        }

        rows.Add(row);
    }

    private static void Unlist(Dictionary<string, HashSet<Row>> index, string? key, Row row)
    {
        if (key is not null && index.TryGetValue(key, out var rows) && rows.Remove(row) && rows.Count == 0)
        {
            index.Remove(key);
        }
    }
}
