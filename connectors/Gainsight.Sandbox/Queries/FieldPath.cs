namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// A field, or one reached over one or two lookups: <c>Csm__gr.Email</c> ("Company API Documentation",
/// "Gainsight Custom Object API Documentation").
/// </summary>
internal sealed record FieldPath(string Text, IReadOnlyList<(string Lookup, Table Target)> Hops, GainsightField Field)
{
    private const int HopsMax = 2;
    private const string Relation = "__gr";

    public static FieldPath? Find(Tenant tenant, Table table, string text)
    {
        var parts = text.Split('.');
        if (parts.Length - 1 > HopsMax)
        {
            return null;
        }

        var hops = new List<(string, Table)>();
        foreach (var part in parts[..^1])
        {
            if (!part.EndsWith(Relation, StringComparison.OrdinalIgnoreCase)
                || Lookup(table, part[..^Relation.Length]) is not { Target: { } target } lookup)
            {
                return null;
            }

            table = tenant.Table(target);
            hops.Add((lookup.Name, table));
        }

        return table.TryField(parts[^1], out var field) ? new(text, hops, field) : null;
    }

    public object? Read(Row row)
    {
        var at = row;
        foreach (var (lookup, target) in Hops)
        {
            if (at.Text(lookup) is not { } gsid || target.Find(gsid) is not { } next)
            {
                return null;
            }

            at = next;
        }

        return at[Field.Name];
    }

    // A custom lookup Account__gc is walked as Account__gr.
    private static GainsightField? Lookup(Table table, string name) =>
        table.TryField(name, out var field) || table.TryField(name + "__gc", out field) ? field : null;
}
