using System.Collections.Immutable;
using System.Data.Common;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases;

/// <summary>
/// A database as the stores see it: round trips, each of some statements, and the few places where the two dialects
/// differ. Everything else is one SQL for both.
/// </summary>
internal abstract class Database(StoreMeter meter) : IAsyncDisposable
{
    protected StoreMeter Meter { get; } = meter;

    /// <summary>The rows of a <see cref="RowSet"/> as a table named r.</summary>
    public abstract string Rows(params ReadOnlySpan<string> columns);

    /// <summary>
    /// Joins to each row of r the one row of a table that its key names. The table is asked by key for each of them,
    /// whatever the planner believes of a table that it has not counted yet.
    /// </summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="alias">Name of its row.</param>
    /// <param name="condition">Whole key of the row.</param>
    /// <param name="required">Whether a row of r without one is left out.</param>
    public abstract string OfEach(string table, string alias, string condition, bool required);

    /// <summary>The condition that a column is one of a list of texts.</summary>
    public abstract string IsIn(string column, string parameter);

    /// <summary>Inserts the events of a row set, in order of r.n, and gives their positions.</summary>
    public abstract string InsertEvents { get; }

    /// <summary>
    /// Asks for the position up to which a statement after this one sees every event there will ever be. A follower
    /// must not go beyond it.
    /// </summary>
    public abstract string SettledPosition { get; }

    /// <summary>Locks the rows of a select, leaving out those that somebody else is about to change.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Whether a round trip costs more than its rows, so that callers of the same time do well to share one.</summary>
    public abstract bool SharesTrips { get; }

    /// <summary>Reads in one round trip.</summary>
    /// <exception cref="StoreException">The database failed.</exception>
    public Task<T> ReadAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken) =>
        GuardAsync(() => ReadCoreAsync(scope, statements, take, cancellationToken));

    /// <summary>The rows of one statement.</summary>
    public Task<List<TRow>> QueryAsync<TRow>(
        Scope scope, BoundStatement statement, CancellationToken cancellationToken) =>
        ReadAsync(scope, [statement], results => results.RowsAsync<TRow>(cancellationToken), cancellationToken);

    /// <summary>
    /// The rows of one statement, and before it, in the same round trip, the one number that another gives.
    /// </summary>
    public Task<(long Number, List<TRow> Rows)> QueryAsync<TRow>(
        Scope scope, BoundStatement number, BoundStatement statement, CancellationToken cancellationToken)
    {
        return ReadAsync(scope, [number, statement], TakeAsync, cancellationToken);

        async Task<(long, List<TRow>)> TakeAsync(Results results)
        {
            List<ValueRow> first = await results.RowsAsync<ValueRow>(cancellationToken);
            return (first[0].Value, await results.RowsAsync<TRow>(cancellationToken));
        }
    }

    /// <summary>Writes in one round trip and one transaction.</summary>
    /// <exception cref="DbException">A race was lost, see <see cref="IsRace"/>; nothing is stored.</exception>
    /// <exception cref="StoreException">The database failed.</exception>
    public async Task<T> WriteAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken)
    {
        T taken = await GuardAsync(() => WriteCoreAsync(scope, statements, take, cancellationToken));
        Meter.Committed();
        return taken;
    }

    /// <summary>Takes a name for itself among all processes on the database; null while another one has it.</summary>
    /// <exception cref="StoreException">The database failed.</exception>
    public abstract Task<IAsyncDisposable?> HoldAsync(string name, CancellationToken cancellationToken);

    /// <summary>Whether a failure says that somebody else changed a row first.</summary>
    public abstract bool IsRace(DbException exception);

    public abstract ValueTask DisposeAsync();

    protected abstract Task<T> ReadCoreAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken);

    protected abstract Task<T> WriteCoreAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken);

    /// <summary>The failure in words for an operator.</summary>
    protected abstract StoreException Classify(DbException exception);

    private async Task<T> GuardAsync<T>(Func<Task<T>> trip)
    {
        Meter.WentThere();
        try
        {
            return await trip();
        }
        catch (DbException exception) when (!IsRace(exception))
        {
            throw Classify(exception);
        }
    }
}
