using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The rows of one object with its fields, found by GSID and by any field that was ever asked for by value.
/// </summary>
internal sealed class Table
{
    private static readonly Comparer<Row> ByOrdinal = Comparer<Row>.Create((a, b) => a.Ordinal.CompareTo(b.Ordinal));

    private readonly OrderedDictionary<string, GainsightField> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Row> _byGsid = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Row> _rows = [];
    private readonly Dictionary<string, Dictionary<object, SortedSet<Row>>> _indexes =
        new(StringComparer.OrdinalIgnoreCase);

    public Table(string name, string label, string prefix, bool writable, string modifiedField = "ModifiedDate")
    {
        (Name, Label, Prefix, Writable, ModifiedField) = (name, label, prefix, writable, modifiedField);
        foreach (var field in StandardObjects.SystemFields(modifiedField))
        {
            Define(field);
        }
    }

    public string Name { get; }

    public string Label { get; }

    /// <summary>First four characters of the GSIDs.</summary>
    public string Prefix { get; }

    /// <summary>First 18 characters of the GSIDs; set when the table joins a tenant.</summary>
    public string KeyPrefix { get; set; } = "";

    /// <summary>Rows may be written by the generic object calls.</summary>
    public bool Writable { get; }

    public string ModifiedField { get; }

    public bool Custom => Name.EndsWith("__gc", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<GainsightField> Fields => _fields.Values;

    public IEnumerable<Row> Rows => _rows.Values;

    public int Count => _rows.Count;

    public void Define(GainsightField field) => _fields[field.Name] = field;

    public bool TryField(string name, [MaybeNullWhen(false)] out GainsightField field) =>
        _fields.TryGetValue(name, out field);

    /// <summary>Takes a field away with all its values.</summary>
    public void Drop(string field)
    {
        foreach (var row in _rows.Values)
        {
            row.Store(field, null);
        }

        _fields.Remove(field);
        _indexes.Remove(field);
    }

    public Row? Find(string gsid) => _byGsid.GetValueOrDefault(gsid);

    /// <summary>
    /// Rows whose field equals the value, in order of creation. Builds an index at the first call for a field.
    /// </summary>
    public IReadOnlyCollection<Row> With(GainsightField field, object value)
    {
        if (field.Kind is GainsightFieldKind.Gsid)
        {
            return Find((string)value) is { } row ? [row] : [];
        }

        if (!_indexes.TryGetValue(field.Name, out var index))
        {
            index = _indexes[field.Name] = new(ValueEquality.Of(field.Kind));
            foreach (var row in _rows.Values)
            {
                Enter(index, row, row[field.Name]);
            }
        }

        return index.TryGetValue(value, out var rows) ? rows : [];
    }

    public void Add(Row row)
    {
        _byGsid.Add(row.Gsid, row);
        _rows.Add(row.Ordinal, row);
        Write(row, "Gsid", row.Gsid);
    }

    public void Remove(Row row)
    {
        _byGsid.Remove(row.Gsid);
        _rows.Remove(row.Ordinal);
        foreach (var (field, index) in _indexes)
        {
            Leave(index, row, row[field]);
        }
    }

    public void Write(Row row, string field, object? value)
    {
        if (_indexes.TryGetValue(field, out var index))
        {
            Leave(index, row, row[field]);
            Enter(index, row, value);
        }

        row.Store(field, value);
    }

    private static void Enter(Dictionary<object, SortedSet<Row>> index, Row row, object? value)
    {
        if (value is null)
        {
            return;
        }

        if (!index.TryGetValue(value, out var rows))
        {
            rows = index[value] = new SortedSet<Row>(ByOrdinal);
        }

        rows.Add(row);
    }

    private static void Leave(Dictionary<object, SortedSet<Row>> index, Row row, object? value)
    {
        if (value is not null && index.TryGetValue(value, out var rows) && rows.Remove(row) && rows.Count == 0)
        {
            index.Remove(value);
        }
    }
}
