using System.Collections.Immutable;
using System.Data.Common;

using Npgsql;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases.PostgreSql;

/// <summary>
/// PostgreSQL: the statements of a round trip are one batch, and a batch is one transaction. The workspace is set in
/// the batch for its length, so no connection carries one from caller to caller.
/// </summary>
/// <param name="source">Connections for round trips, pooled.</param>
/// <param name="holds">Connections for what is held for long, none of them pooled.</param>
/// <param name="meter">Counts the round trips.</param>
internal sealed class PostgreSqlDatabase(NpgsqlDataSource source, NpgsqlDataSource holds, StoreMeter meter) : Database(meter)
{
    private static readonly Statement s_scope = new("select set_config('hub.workspace', @workspace, true)");

    public override string InsertEvents =>
        $"""
        insert into journal
          (position, workspace, kind, key, version, type, payload, actor, cause, time, hash)
        select p.place, @workspace, r.kind, r.key, r.version, r.type, r.payload, r.actor, r.cause, r.time,
               r.hash
        from {Rows("kind", "key", "version", "type", "payload", "actor", "cause", "time", "hash")}
        join allot_positions(cardinality(@r_kind)) p on p.n = r.n
        order by r.kind, r.key, r.version
        returning position as Value
        """;

    public override string SettledPosition => "select settled_position() as Value";

    public override string SkipLocked => "for update skip locked";

    public override bool SharesTrips => true;

    public override string Rows(params ReadOnlySpan<string> columns)
    {
        string arrays = string.Join(", ", columns.ToArray().Select(column => $"@r_{column}"));
        return $"unnest({arrays}) with ordinality as r({string.Join(", ", columns!)}, n)";
    }

    // A limit keeps the planner from turning it into a join that it is free to turn round.
    public override string OfEach(string table, string alias, string condition, bool required) =>
        $"{(required ? "cross" : "left")} join lateral (select {alias}.* from {table} {alias} where {condition} limit 1) {alias}"
        + (required ? "" : " on true");

    public override string IsIn(string column, string parameter) => $"{column} = any(@{parameter})";

    public override bool IsRace(DbException exception) => PostgreSqlFailures.IsRace(exception);

    /// <summary>
    /// By a lock of a session of its own, which the server lets go of when the session ends. Two keys, so that it is never
    /// taken for a lock of the journal's positions; two names of one hash only keep each other waiting.
    /// </summary>
    public override async Task<IAsyncDisposable?> HoldAsync(string name, CancellationToken cancellationToken)
    {
        NpgsqlConnection? session = null;
        try
        {
            session = await holds.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock(18498, hashtext($1))", session);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            bool taken = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
            Held? held = taken ? new Held(session) : null;
            session = taken ? null : session;
            return held;
        }
        catch (DbException exception)
        {
            throw Classify(exception);
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync();
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await holds.DisposeAsync();
    }

    protected override StoreException Classify(DbException exception) => PostgreSqlFailures.Classify(exception);

    protected override Task<T> WriteCoreAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken) =>
        ReadCoreAsync(scope, statements, take, cancellationToken);

    protected override async Task<T> ReadCoreAsync<T>(
        Scope scope, ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take,
        CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(s_scope.With(("workspace", scope.Workspace))));
        foreach (BoundStatement statement in statements)
        {
            batch.BatchCommands.Add(Command(statement));
        }

        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        T taken = await take(new BatchResults(reader));
        // A failure of a later statement shows only when its result is asked for.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return taken;
    }

    private static NpgsqlBatchCommand Command(BoundStatement bound)
    {
        var command = new NpgsqlBatchCommand(bound.Statement.Numbered);
        foreach (string name in bound.Statement.Names)
        {
            command.Parameters.Add(Parameter(bound.Argument(name)));
        }

        return command;
    }

    private static NpgsqlParameter Parameter(object value) => value switch
    {
        string text => new NpgsqlParameter<string> { TypedValue = StoredText.Write(text) },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        // The texts of a row set are written already; those of a list are not.
        string?[] column => new NpgsqlParameter<string?[]> { TypedValue = column },
        long?[] column => new NpgsqlParameter<long?[]> { TypedValue = column },
        IReadOnlyCollection<string> list =>
            new NpgsqlParameter<string[]> { TypedValue = [.. list.Select(text => StoredText.Write(text))] },
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be a parameter."),
    };

    /// <summary>A session that holds a lock.</summary>
    private sealed class Held(NpgsqlConnection session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (session)
            {
                try
                {
                    await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", session);
                    await command.ExecuteNonQueryAsync();
                }
                catch (DbException)
                {
                    // The session was cut, and its lock went with it.
                }
            }
        }
    }

    private sealed class BatchResults(NpgsqlDataReader reader) : Results
    {
        public override async Task<List<TRow>> RowsAsync<TRow>(CancellationToken cancellationToken)
        {
            var rows = new RowsOf<TRow>();
            await rows.AddAsync(reader, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            return rows.Read;
        }
    }
}
