using System.Collections.Immutable;

namespace Onboarding.Storage.Databases;

/// <summary>
/// Many rows as the argument of one statement, which meets them as the table <c>r</c> (see <see cref="Database.Rows"/>)
/// and whose parameters are called r_{column}. PostgreSQL takes an array per column; SQLite, where a statement costs no
/// way to a server, runs it once for each row.
/// </summary>
internal sealed class RowSet
{
    private ImmutableArray<(string Name, Array Values)> _columns = [];

    private RowSet(int count) => Count = count;

    /// <summary>How many rows; never 0, for a statement without rows is not sent.</summary>
    public int Count { get; }

    /// <summary>The rows of a sequence; columns are added after that.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static RowSet Of<T>(ImmutableArray<T> rows) => rows.IsEmpty
        ? throw new ArgumentException("A statement that works on rows needs at least one.", nameof(rows))
        : new RowSet(rows.Length);

    public RowSet Text<T>(string name, ImmutableArray<T> rows, Func<T, string?> value)
    {
        var values = new string?[Count];
        for (int i = 0; i < Count; i++)
        {
            values[i] = StoredText.Write(value(rows[i]));
        }

        _columns = _columns.Add((name, values));
        return this;
    }

    public RowSet Number<T>(string name, ImmutableArray<T> rows, Func<T, long?> value)
    {
        var values = new long?[Count];
        for (int i = 0; i < Count; i++)
        {
            values[i] = value(rows[i]);
        }

        _columns = _columns.Add((name, values));
        return this;
    }

    /// <summary>The column that a parameter stands for; null when it is none of this row set's.</summary>
    public Array? Column(string name)
    {
        foreach ((string column, Array values) in _columns)
        {
            if (name.Length == column.Length + 2 && name.StartsWith("r_", StringComparison.Ordinal)
                && name.EndsWith(column, StringComparison.Ordinal))
            {
                return values;
            }
        }

        return null;
    }
}
