namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// State of one Gainsight tenant: objects, rows, picklists, playbooks, the delete log and what will become visible
/// later. Not safe for use by two threads; <see cref="GainsightWorld"/> holds the lock.
/// </summary>
internal sealed class Tenant
{
    /// <summary>"Retrieve Deleted Data API": deleted rows can be asked for during 15 days.</summary>
    public static readonly TimeSpan DeleteRetention = TimeSpan.FromDays(15);

    private readonly TimeProvider _time;
    private readonly GsidSource _gsids;
    private readonly Dictionary<string, Table> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Table> _home = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _later = new();
    private readonly Queue<(Row Row, Row Entry, DateTimeOffset At)> _deleted = new();
    private long _ordinal;

    public Tenant(long seed, TimeProvider time)
    {
        Seed = seed;
        _time = time;
        _gsids = new GsidSource(seed);
        foreach (var table in StandardObjects.Tables())
        {
            Join(table);
        }

        Picklists = new PicklistBook(this);
        StandardPicklists.Fill(Picklists);
    }

    public long Seed { get; }

    /// <summary>The time of the clock, cut to the millisecond that the platform keeps.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = _time.GetUtcNow();
            return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        }
    }

    public PicklistBook Picklists { get; }

    public Dictionary<string, Playbook> Playbooks { get; } = new(StringComparer.Ordinal);

    /// <summary>Custom fields that an activity of a type cannot be without, by type name.</summary>
    public Dictionary<string, SortedSet<string>> RequiredActivityFields { get; } =
        new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<Table> Tables => _tables.Values.OrderBy(table => table.Name, StringComparer.Ordinal);

    /// <summary>Deleted rows that the platform still remembers, oldest first.</summary>
    public IEnumerable<Row> Deleted => _deleted.Select(gone => gone.Row);

    public Table? FindTable(string name) => _tables.GetValueOrDefault(name);

    public Table Table(string name) => FindTable(name)
        ?? throw new ArgumentException($"The tenant has no object '{name}'.", nameof(name));

    public void Join(Table table)
    {
        table.KeyPrefix = _gsids.KeyPrefix(table);
        _tables.Add(table.Name, table);
    }

    public string NextGsid(Table table) => _gsids.Next(table);

    public Playbook AddPlaybook(string name, string ctaType, IEnumerable<GainsightPlaybookTask> tasks)
    {
        // GSIDs of playbooks and their tasks are not documented; they look like those of tasks here.
        var like = Table(GainsightObjects.Task);
        var type = Picklists.Require(StandardPicklists.CtaType, ctaType).Gsid;
        var playbook = new Playbook(NextGsid(like), name, type, [.. tasks.Select(task => (NextGsid(like), task))]);
        Playbooks.Add(playbook.Gsid, playbook);
        return playbook;
    }

    public Row? Find(string gsid) => _home.GetValueOrDefault(gsid)?.Find(gsid);

    /// <summary>Makes visible what has fallen due and forgets deletions that are too old.</summary>
    public void Settle()
    {
        var now = Now;
        while (_later.TryPeek(out var change, out var due) && due.At <= now)
        {
            _later.Dequeue();
            change();
        }

        while (_deleted.TryPeek(out var oldest) && oldest.At + DeleteRetention <= now)
        {
            _deleted.Dequeue();
            Forget(oldest.Entry);
        }
    }

    public void Later(TimeSpan delay, Action change) => _later.Enqueue(change, (Now + delay, ++_ordinal));

    public Row Insert(
        Table table,
        IReadOnlyDictionary<string, object?> values,
        string? gsid = null,
        DateTimeOffset? at = null)
    {
        var row = new Row(table, gsid ?? NextGsid(table), ++_ordinal);
        table.Add(row);
        _home.Add(row.Gsid, table);
        Stamp(row, "CreatedDate", at);
        Update(row, values, at);
        return row;
    }

    public void Update(Row row, IReadOnlyDictionary<string, object?> values, DateTimeOffset? at = null)
    {
        foreach (var (field, value) in values)
        {
            row.Table.Write(row, field, value);
        }

        if (values.ContainsKey("StatusId") && row.Table.TryField("IsClosed", out _))
        {
            SettleClosing(row, at ?? Now);
        }

        Stamp(row, row.Table.ModifiedField, at);
    }

    /// <summary>Deletes a row and all that cannot be without it, and logs each.</summary>
    public void Delete(Row row)
    {
        foreach (var (table, field) in Dependents(row.Table))
        {
            foreach (var child in table.With(field, row.Gsid).ToList())
            {
                Delete(child);
            }
        }

        Forget(row);
        var at = Now;
        var entry = Insert(Table(GainsightObjects.DeleteLog), new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["RecordId"] = row.Gsid,
            ["DeletedOn"] = at,
            ["ObjectName"] = row.Table.Name,
        });
        _deleted.Enqueue((row, entry, at));
    }

    private void Forget(Row row)
    {
        row.Table.Remove(row);
        _home.Remove(row.Gsid);
    }

    private List<(Table, GainsightField)> Dependents(Table table) =>
    [
        .. from other in Tables
           from field in other.Fields
           where field.DeletedWithTarget && string.Equals(field.Target, table.Name, StringComparison.OrdinalIgnoreCase)
           select (other, field),
    ];

    private void SettleClosing(Row row, DateTimeOffset at)
    {
        var closed = Picklists.MeansClosed(row.Text("StatusId"));
        if (closed != row.Flag("IsClosed") || row["IsClosed"] is null)
        {
            row.Table.Write(row, "IsClosed", closed);
            row.Table.Write(row, "ClosedDate", closed ? at : null);
        }
    }

    private void Stamp(Row row, string field, DateTimeOffset? at) => row.Table.Write(row, field, at ?? Now);
}
