namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// One row. Values are string, decimal, bool, DateOnly or DateTimeOffset; a field without value is absent.
/// </summary>
internal sealed class Row(Table table, string gsid, long ordinal)
{
    private readonly Dictionary<string, object> _values = new(StringComparer.OrdinalIgnoreCase);

    public Table Table { get; } = table;

    public string Gsid { get; } = gsid;

    /// <summary>Place in the order of creation; the order in which a query without orderBy answers.</summary>
    public long Ordinal { get; } = ordinal;

    /// <summary>The caller's correlation id of a CTA or task. Not a field: no query shows it.</summary>
    public string? Reference { get; set; }

    public object? this[string field] => _values.GetValueOrDefault(field);

    public string? Text(string field) => this[field] as string;

    public bool Flag(string field) => this[field] is true;

    /// <summary>Only <see cref="Sandbox.Table"/> calls this, since its indexes must follow.</summary>
    internal void Store(string field, object? value)
    {
        if (value is null)
        {
            _values.Remove(field);
        }
        else
        {
            _values[field] = value;
        }
    }
}
