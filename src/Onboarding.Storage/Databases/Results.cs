using System.Data.Common;

using Dapper;

namespace Onboarding.Storage.Databases;

/// <summary>What the statements of one round trip give, one after the other.</summary>
internal abstract class Results
{
    /// <summary>The rows of the next statement that gives rows.</summary>
    public abstract Task<List<TRow>> RowsAsync<TRow>(CancellationToken cancellationToken);

    /// <summary>The rows that one statement gives, however many readers they come from.</summary>
    protected sealed class RowsOf<TRow>
    {
        private Func<DbDataReader, TRow>? _row;

        public List<TRow> Read { get; } = [];

        public async Task AddAsync(DbDataReader reader, CancellationToken cancellationToken)
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                // SQLite knows the type of a computed column only once a row is there, so the mapping is made then.
                _row ??= reader.GetRowParser<TRow>();
                Read.Add(_row(reader));
            }
        }
    }
}
