namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Finds the rows of a filter, by an index where a needed condition names exact values.</summary>
internal static class RowFinder
{
    public static IEnumerable<Row> Find(Table table, Filter? filter) =>
        filter is null ? table.Rows : Candidates(table, filter).Where(filter.Holds);

    public static IEnumerable<Row> Sort(IEnumerable<Row> rows, List<(FieldPath Path, bool Descending)> orderBy)
    {
        var values = Comparer<object?>.Create(Comparison.Order);
        IOrderedEnumerable<Row>? sorted = null;
        foreach (var (path, descending) in orderBy)
        {
            sorted = (sorted, descending) switch
            {
                (null, false) => rows.OrderBy(path.Read, values),
                (null, true) => rows.OrderByDescending(path.Read, values),
                (_, false) => sorted.ThenBy(path.Read, values),
                (_, true) => sorted.ThenByDescending(path.Read, values),
            };
        }

        return sorted ?? rows;
    }

    private static IEnumerable<Row> Candidates(Table table, Filter filter)
    {
        var exact = filter.Needed.FirstOrDefault(one => one.Path.Hops.Count == 0 && one.Operator is ("EQ" or "IN"));
        return exact is null
            ? table.Rows
            : exact.Operands
                .SelectMany(value => table.With(exact.Path.Field, value))
                .DistinctBy(row => row.Ordinal)
                .OrderBy(row => row.Ordinal);
    }
}
