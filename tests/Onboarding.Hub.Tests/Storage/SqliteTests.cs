using System.Collections.Immutable;
using System.Data.Common;

using Microsoft.Data.Sqlite;

using Onboarding.Model.Ids;
using Onboarding.Storage;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Databases.Sqlite;
using Onboarding.Storage.Journal;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>
/// What only SQLite needs: statements that run row by row, and a planner that goes by the order of conditions.
/// </summary>
public sealed class SqliteTests(SqliteStore store) : IClassFixture<SqliteStore>
{
    private static readonly WorkspaceId s_workspace = new("acme");

    [Fact]
    public async Task What_is_read_together_is_of_one_moment()
    {
        using var meter = new StoreMeter();
        await using SqliteDatabase database = Open(meter);
        await WriteAsync(database, "create table pair (name text primary key, value integer not null) strict");
        await WriteAsync(database, "insert into pair (name, value) values ('a', 1), ('b', 1)");
        var one = new Statement("select value as Value from pair where name = @name");

        (long a, long b) = await database.ReadAsync(
            s_workspace, [one.With(("name", "a")), one.With(("name", "b"))],
            async results =>
            {
                long first = (await results.RowsAsync<ValueRow>(CancellationToken.None)).Single().Value;
                await WriteAsync(database, "update pair set value = value + 1");
                return (first, (await results.RowsAsync<ValueRow>(CancellationToken.None)).Single().Value);
            },
            CancellationToken.None);

        Assert.Equal((1, 1), (a, b));
        Assert.Equal(2, await database.ReadAsync(
            s_workspace, [one.With(("name", "a")), one.With(("name", "b"))],
            async results => (await results.RowsAsync<ValueRow>(CancellationToken.None)).Single().Value,
            CancellationToken.None));
    }

    [Fact]
    public async Task A_page_of_a_list_begins_where_the_one_before_ended()
    {
        foreach (AggregateFilter filter in (AggregateFilter[])
            [new(), new() { State = "active", Tier = "high", Owner = "ada@acme.example" }, new() { OnlyTimed = true }])
        {
            BoundStatement page =
                AggregatesOfKind.Selecting(s_workspace, "account", filter, new AggregatePlace("Initech", "i"), 50);
            Assert.Contains("(title,key)>(?,?)", await PlanAsync(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_requests_of_callers_that_are_committed_together_are_in_order()
    {
        using var meter = new StoreMeter();
        await using SqliteDatabase database = Open(meter);
        ImmutableArray<WriteSet> sets = [.. new[] { "r2", "r3", "r1" }.Select(request => new WriteSet
        {
            Workspace = s_workspace, Request = new RequestStamp(request, "print", "account/a"),
        })];

        BoundStatement statement = Assert.Single(new CommitBatch(
            new CommitStatements(database), sets, DateTimeOffset.UnixEpoch, ImmutableHashSet<string>.Empty)
            .Statements());
        Assert.Equal("r1 r2 r3", string.Join(' ', (string?[])statement.Argument("r_request")));
    }

    private static Task<bool> WriteAsync(SqliteDatabase database, string sql) => database.WriteAsync(
        s_workspace, [new Statement(sql).With()], _ => Task.FromResult(true), CancellationToken.None);

    private SqliteDatabase Open(StoreMeter meter)
    {
        string file = Path.Combine(Path.GetDirectoryName(store.Options.File)!, $"{meter.GetHashCode()}.db");
        string connection = SqliteDatabase.ConnectionString(file, TimeSpan.FromSeconds(5));
        return new SqliteDatabase(file, connection, SqliteDatabase.OpenWriter(connection), meter);
    }

    private async Task<string> PlanAsync(BoundStatement statement)
    {
        await using DbConnection connection = await store.ConnectAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"explain query plan {statement.Statement.Sql}";
        foreach (string name in statement.Statement.Names)
        {
            command.Parameters.Add(new SqliteParameter($"@{name}", statement.Argument(name)));
        }

        var plan = new List<string>();
        await using DbDataReader reader = await command.ExecuteReaderAsync(CancellationToken.None);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            plan.Add(reader.GetString(3));
        }

        return string.Join("; ", plan);
    }
}
