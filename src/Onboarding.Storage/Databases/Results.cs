using System.Data.Common;

using Dapper;

namespace Onboarding.Storage.Databases;

/// <summary>What the statements of one round trip give, one after the other.</summary>
internal abstract class Results
{
    /// <summary>The rows of the next statement that gives rows.</summary>
    public abstract Task<List<TRow>> RowsAsync<TRow>(CancellationToken cancellationToken);

    protected static async Task<List<TRow>> ReadAsync<TRow>(DbDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<TRow>();
        // SQLite knows the type of a computed column only once a row is there, so the first is read before the mapping
        // is made.
        if (await reader.ReadAsync(cancellationToken))
        {
            Func<DbDataReader, TRow> row = reader.GetRowParser<TRow>();
            do
            {
                rows.Add(row(reader));
            }
            while (await reader.ReadAsync(cancellationToken));
        }

        return rows;
    }
}
