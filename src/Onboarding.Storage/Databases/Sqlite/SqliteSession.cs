using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;

using Microsoft.Data.Sqlite;

namespace Onboarding.Storage.Databases.Sqlite;

/// <summary>One connection with the statements it has prepared. Used by one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>Prepared statements kept per connection; lists with filters make some dozens.</summary>
    private const int PreparedMax = 200;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file and sets what holds for the length of a connection.</summary>
    public static SqliteSession Open(string connectionString, string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return new SqliteSession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The connection itself, for migrations.</summary>
    public SqliteConnection Connection => _connection;

    public void Execute(string sql) => Prepared(sql).ExecuteNonQuery();

    /// <summary>Runs the statements in order and lets <paramref name="take"/> read what they give.</summary>
    public async Task<T> RunAsync<T>(ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take)
    {
        var results = new SessionResults(this, statements);
        T taken = await take(results);
        results.Finish();
        return taken;
    }

    /// <summary>
    /// The same, on the database as it was at the first of them: each row of a row set is a statement of its own, and
    /// the writer goes on in between.
    /// </summary>
    public async Task<T> ReadAsync<T>(ImmutableArray<BoundStatement> statements, Func<Results, Task<T>> take)
    {
        if (statements is [{ Rows: null or { Count: 1 } }])
        {
            return await RunAsync(statements, take);
        }

        Execute("begin");
        try
        {
            return await RunAsync(statements, take);
        }
        finally
        {
            RollBack();
        }
    }

    /// <summary>Ends the transaction without what it did.</summary>
    public void RollBack()
    {
        try
        {
            Execute("rollback");
        }
        catch (DbException)
        {
            // Some failures, a full disk among them, make SQLite roll back by itself; then there is nothing to end.
        }
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    /// <summary>The statement with its parameters set: once, or once for each of its rows, one after the other.</summary>
    private IEnumerable<SqliteCommand> Commands(BoundStatement bound)
    {
        SqliteCommand command = Prepared(bound.Statement.Sql);
        if (command.Parameters.Count == 0)
        {
            foreach (string name in bound.Statement.Names)
            {
                command.Parameters.Add(new SqliteParameter("@" + name, null));
            }
        }

        var columns = new List<(SqliteParameter Parameter, Array Values)>();
        for (int i = 0; i < bound.Statement.Names.Length; i++)
        {
            string name = bound.Statement.Names[i];
            if (bound.Rows?.Column(name) is { } values)
            {
                columns.Add((command.Parameters[i], values));
            }
            else
            {
                command.Parameters[i].Value = Value(bound.Argument(name));
            }
        }

        for (int row = 0; row < (bound.Rows?.Count ?? 1); row++)
        {
            foreach ((SqliteParameter parameter, Array values) in columns)
            {
                // The texts of a row set are written already; those of a list are not.
                parameter.Value = values is string?[] texts ? texts[row] ?? (object)DBNull.Value
                    : ((long?[])values)[row] is { } number ? number
                    : DBNull.Value;
            }

            yield return command;
        }
    }

    private SqliteCommand Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            if (_prepared.Count >= PreparedMax)
            {
                Forget();
            }

            command = _connection.CreateCommand();
            command.CommandText = sql;
            _prepared.Add(sql, command);
        }

        return command;
    }

    private void Forget()
    {
        foreach (SqliteCommand command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
    }

    private static object Value(object value) => value switch
    {
        string text => StoredText.Write(text),
        long number => number,
        IReadOnlyCollection<string> list => JsonSerializer.Serialize(
            list.Select(text => StoredText.Write(text)).ToArray(), StorageJson.Default.StringArray),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be a parameter."),
    };

    private sealed class SessionResults(SqliteSession session, ImmutableArray<BoundStatement> statements) : Results
    {
        private int _next;

        public override async Task<List<TRow>> RowsAsync<TRow>(CancellationToken cancellationToken)
        {
            var rows = new RowsOf<TRow>();
            bool givesRows = false;
            while (!givesRows)
            {
                foreach (SqliteCommand command in session.Commands(statements[_next++]))
                {
                    await using DbDataReader reader = command.ExecuteReader();
                    givesRows = reader.FieldCount > 0;
                    // Nothing is waited for here, and work of the writer that has begun is finished.
                    await rows.AddAsync(reader, CancellationToken.None);
                }
            }

            return rows.Read;
        }

        public void Finish()
        {
            while (_next < statements.Length)
            {
                foreach (SqliteCommand command in session.Commands(statements[_next++]))
                {
                    command.ExecuteNonQuery();
                }
            }
        }
    }
}
