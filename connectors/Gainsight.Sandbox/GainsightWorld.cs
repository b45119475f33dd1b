using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// State and rules of one tenant, for scenarios that play its people and for tests that look at the outcome. Changes
/// made here keep the rules of the platform (kinds, picklists, references, modified dates) but no rights: an
/// administrator may also write fields that the API refuses. A broken rule is a bug of the scenario and throws
/// <see cref="ArgumentException"/>. Safe for many threads; each call is atomic.
/// </summary>
public sealed class GainsightWorld
{
    private readonly Lock _lock = new();
    private readonly RecordReader _reader;

    /// <summary>A fresh tenant with the standard objects and picklists and no rows of its own.</summary>
    public GainsightWorld(long seed, TimeProvider time)
    {
        Tenant = new Tenant(seed, time);
        _reader = new RecordReader(Tenant);
    }

    /// <summary>The state; used only within <see cref="Locked{T}"/>.</summary>
    internal Tenant Tenant { get; }

    /// <summary>
    /// Creates a low-volume custom object with Name and the fields given; its name ends in <c>__gc</c>.
    /// </summary>
    public void DefineObject(string name, params ReadOnlySpan<GainsightField> fields)
    {
        RequireCustom(name);
        // Prefix 1Z02: "Gainsight Custom Object API Documentation".
        var table = new Table(name, name.Replace("__gc", "", StringComparison.Ordinal), "1Z02", writable: true);
        table.Define(GainsightField.Text("Name"));
        var all = fields.ToArray();
        Locked(() =>
        {
            Tenant.Join(table);
            Array.ForEach(all, field => Define(table, field));
        });
    }

    /// <summary>
    /// Adds a custom field to an object, or replaces its definition; its name ends in <c>__gc</c> or <c>__c</c>.
    /// </summary>
    public void DefineField(string objectName, GainsightField field)
    {
        RequireCustom(field.Name);
        Locked(() => Define(Tenant.Table(objectName), field));
    }

    /// <summary>Deletes a field with all its values.</summary>
    public void DropField(string objectName, string field) => Locked(() => Tenant.Table(objectName).Drop(field));

    /// <summary>
    /// Adds an item to a picklist category, which is created by its first item. A CTA or task in a state that closes
    /// counts as closed. Returns the GSID.
    /// </summary>
    public string AddPicklistItem(string category, string label, bool closes = false) =>
        Locked(() => Tenant.Picklists.Add(category, label, closes).Gsid);

    /// <summary>Makes an item inactive: rows keep it, writes refuse it.</summary>
    public void RetirePicklistItem(string category, string label) => Locked(() =>
        Tenant.Update(Tenant.Picklists.Require(category, label), new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Active"] = false,
        }));

    /// <summary>GSID of an active item.</summary>
    public string PicklistItem(string category, string label) =>
        Locked(() => Tenant.Picklists.Require(category, label).Gsid);

    /// <summary>Activities of a type are refused from now on without this field.</summary>
    public void RequireActivityField(string activityType, string field) => Locked(() =>
    {
        if (!Tenant.RequiredActivityFields.TryGetValue(activityType, out var fields))
        {
            fields = Tenant.RequiredActivityFields[activityType] = new(StringComparer.OrdinalIgnoreCase);
        }

        fields.Add(field);
    });

    /// <summary>Adds an active user. Returns the GSID.</summary>
    public string AddUser(string name, string email) =>
        Add(GainsightObjects.User, ("Name", name), ("Email", email), ("IsActiveUser", true));

    /// <summary>Adds a company. Returns the GSID.</summary>
    public string AddCompany(string name, params IEnumerable<(string Field, object? Value)> fields) =>
        Add(GainsightObjects.Company, fields.Prepend(("Name", name)));

    /// <summary>Adds a playbook for CTAs of one type. Returns the GSID.</summary>
    public string AddPlaybook(
        string name,
        string ctaType,
        params IEnumerable<GainsightPlaybookTask> tasks) => Locked(() => Tenant.AddPlaybook(name, ctaType, tasks).Gsid);

    /// <summary>Adds a row to any object. Returns the GSID.</summary>
    public string Add(string objectName, params IEnumerable<(string Field, object? Value)> fields) => Locked(() =>
    {
        var table = Tenant.Table(objectName);
        return Tenant.Insert(table, Values(table, fields, creates: true)).Gsid;
    });

    /// <summary>Changes one field of a row; null clears it.</summary>
    public void Set(string gsid, string field, object? value) => Locked(() =>
    {
        var row = Require(gsid);
        Tenant.Update(row, Values(row.Table, [(field, value)], creates: false));
    });

    /// <summary>
    /// A late commit: the change carries the modified date of now and becomes visible only after the delay, when
    /// readers may have passed that date.
    /// </summary>
    public void SetLate(string gsid, TimeSpan delay, string field, object? value) => Locked(() =>
    {
        var row = Require(gsid);
        var (values, at) = (Values(row.Table, [(field, value)], creates: false), Tenant.Now);
        Tenant.Later(delay, () => Tenant.Update(row, values, at));
    });

    /// <summary>As <see cref="SetLate"/>, for a new row. Returns the GSID it will have.</summary>
    public string AddLate(
        string objectName,
        TimeSpan delay,
        params IEnumerable<(string Field, object? Value)> fields) => Locked(() =>
    {
        var table = Tenant.Table(objectName);
        var (values, at, gsid) = (Values(table, fields, creates: true), Tenant.Now, Tenant.NextGsid(table));
        Tenant.Later(delay, () => Tenant.Insert(table, values, gsid, at));
        return gsid;
    });

    /// <summary>Closes a task, as its owner does in Cockpit.</summary>
    public void CloseTask(string gsid) => Set(gsid, "StatusId", "Closed");

    /// <summary>Closes the one open task of a CTA that has this name.</summary>
    public void CloseTask(string ctaGsid, string name) => Locked(() => CloseTask(
        Tenant.Table(GainsightObjects.Task).Rows.Single(task =>
            task.Text("CtaId") == ctaGsid && task.Text("Name") == name && !task.Flag("IsClosed")).Gsid));

    /// <summary>Closes a CTA; its tasks stay as they are.</summary>
    public void CloseCta(string gsid) => Set(gsid, "StatusId", "Closed Success");

    /// <summary>Deletes a row and what cannot be without it; each appears in the delete log.</summary>
    public void Delete(string gsid) => Locked(() => Tenant.Delete(Require(gsid)));

    /// <summary>The row with this GSID, or null.</summary>
    public GainsightRow? Find(string gsid) => Locked(() => Tenant.Find(gsid) is { } row ? View(row) : null);

    /// <summary>The row with this GSID.</summary>
    public GainsightRow Get(string gsid) => Locked(() => View(Require(gsid)));

    /// <summary>All rows of an object in the order of their creation.</summary>
    public ImmutableArray<GainsightRow> All(string objectName) =>
        Locked(() => Tenant.Table(objectName).Rows.Select(View).ToImmutableArray());

    /// <summary>
    /// The rows of an object whose field holds a value, in the order of their creation. It costs what it finds, however
    /// many others there are.
    /// </summary>
    public ImmutableArray<GainsightRow> All(string objectName, string field, object value) => Locked(() =>
    {
        var table = Tenant.Table(objectName);
        return table.TryField(field, out var known)
            ? table.With(known, value).Select(View).ToImmutableArray()
            : throw new ArgumentException($"{objectName} has no field '{field}'.", nameof(field));
    });

    /// <summary>All rows but the picklist items, ordered by object and GSID, to compare two moments.</summary>
    public ImmutableArray<GainsightRow> Snapshot() => Locked(() => Tenant.Tables
        .Where(table => table.Name != GainsightObjects.PicklistItem)
        .SelectMany(table => table.Rows.OrderBy(row => row.Gsid, StringComparer.Ordinal))
        .Select(View)
        .ToImmutableArray());

    /// <summary>Runs under the one lock, after making visible what has fallen due.</summary>
    internal T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            Tenant.Settle();
            return action();
        }
    }

    private void Locked(Action action) => Locked<object?>(() =>
    {
        action();
        return null;
    });

    private static void RequireCustom(string name)
    {
        if (!name.EndsWith("__gc", StringComparison.Ordinal) && !name.EndsWith("__c", StringComparison.Ordinal))
        {
            throw new ArgumentException($"A custom name ends in __gc (Timeline: __c), unlike '{name}'.", nameof(name));
        }
    }

    private void Define(Table table, GainsightField field)
    {
        if (field.Target is { } target)
        {
            // Throws for an object that the tenant lacks.
            Tenant.Table(target);
        }

        table.Define(field);
    }

    private static GainsightRow View(Row row)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in row.Table.Fields)
        {
            if (row[field.Name] is { } value)
            {
                fields.Add(field.Name, value);
            }
        }

        return new(row.Table.Name, row.Gsid, fields.ToImmutable());
    }

    private Row Require(string gsid) =>
        Tenant.Find(gsid) ?? throw new ArgumentException($"No row has the GSID '{gsid}'.", nameof(gsid));

    private Dictionary<string, object?> Values(
        Table table,
        IEnumerable<(string Field, object? Value)> fields,
        bool creates)
    {
        var record = new JsonObject(fields.Select(pair => KeyValuePair.Create(pair.Field, Json(pair.Value))));
        var draft = _reader.Read(table, record, creates, administers: true);
        return draft.Faults is [var fault, ..]
            ? throw new ArgumentException(fault.Message, nameof(fields))
            : draft.Values;
    }

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => JsonValue.Create(ReplyForms.Iso(instant)),
        _ => throw new ArgumentException($"A field cannot hold a {value.GetType().Name}.", nameof(value)),
    };
}
