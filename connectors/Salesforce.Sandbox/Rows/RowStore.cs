using System.Runtime.InteropServices;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>
/// All rows, by type and by id, with a log by which any series of writes can be undone. The world's lock guards it.
/// </summary>
internal sealed class RowStore
{
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Row> _byId = new(StringComparer.Ordinal);
    private readonly List<Action> _undo = [];
    private readonly List<Row> _open = [];

    /// <summary>Counts every write, so that what is derived from rows knows when to be derived anew.</summary>
    public long Version { get; private set; }

    public Table Table(SObjectType type)
    {
        ref var table = ref CollectionsMarshal.GetValueRefOrAddDefault(_tables, type.Name, out _);
        return table ??= new Table(type);
    }

    public Row? Find(string? id) => id is not null && _byId.TryGetValue(id, out var row) ? row : null;

    /// <summary>Makes an empty row; the first <see cref="Put"/> gives it its fields.</summary>
    public Row NewRow(SObjectType type, string? id = null)
    {
        var table = Table(type);
        var row = new Row(id ?? SalesforceId.Of(type.KeyPrefix, table.NextNumber++), type);
        table.Append(row);
        _byId.Add(row.Id, row);
        _undo.Add(() => Drop(row));
        Version++;
        return row;
    }

    public void Put(Row row, IReadOnlyDictionary<string, object?> fields, OpenCommit? open)
    {
        var (before, openBefore) = (row.Fields, row.Open);
        _undo.Add(() => Write(row, before, openBefore));
        Write(row, fields, open);
    }

    /// <summary>Takes the row away for good, as the platform does for types without a recycle bin.</summary>
    public void Remove(Row row)
    {
        _undo.Add(() => Restore(row));
        Drop(row);
    }

    /// <summary>The place in the log to which <see cref="RollBackTo"/> can return.</summary>
    public int Mark() => _undo.Count;

    public void RollBackTo(int mark)
    {
        for (var at = _undo.Count - 1; at >= mark; at--)
        {
            _undo[at]();
        }

        _undo.RemoveRange(mark, _undo.Count - mark);
    }

    public void Commit() => _undo.Clear();

    /// <summary>When the longest open transaction began, or null when none is open.</summary>
    public DateTimeOffset? OldestOpen(DateTimeOffset now)
    {
        _open.RemoveAll(row => !row.IsOpenAt(now));
        return _open.Count == 0 ? null : _open.Min(row => row.Open!.StartedAt);
    }

    private void Drop(Row row)
    {
        Table(row.Type).Reindex(row, row.Fields, Row.EmptyFields);
        Table(row.Type).Remove(row);
        _byId.Remove(row.Id);
        Version++;
    }

    private void Restore(Row row)
    {
        Table(row.Type).Insert(row);
        Table(row.Type).Reindex(row, Row.EmptyFields, row.Fields);
        _byId.Add(row.Id, row);
        Version++;
    }

    private void Write(Row row, IReadOnlyDictionary<string, object?> fields, OpenCommit? open)
    {
        Table(row.Type).Reindex(row, row.Fields, fields);
        row.Fields = fields;
        row.Open = open;
        if (open is not null && !_open.Contains(row))
        {
            _open.Add(row);
        }

        Version++;
    }
}
