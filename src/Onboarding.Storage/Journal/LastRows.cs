using System.Collections.Immutable;

namespace Onboarding.Storage.Journal;

/// <summary>One row for each key: a statement that inserts or replaces must not meet a key twice.</summary>
internal static class LastRows
{
    /// <summary>The last of each key, in ordinal order of key.</summary>
    public static ImmutableArray<T> LastOfEach<T>(this ImmutableArray<T> rows, Func<T, string> key)
    {
        if (rows.Length < 2)
        {
            return rows;
        }

        var last = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (T row in rows)
        {
            last[key(row)] = row;
        }

        return [.. last.Values];
    }
}
