using System.Data.Common;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;
using Onboarding.Testing.StoreSuite;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>What holds because several processes write to one PostgreSQL at a time.</summary>
public sealed class PostgreSqlTests(PostgreSqlStore store) : StorePromises(store), IClassFixture<PostgreSqlStore>
{
    [StoreFact]
    public async Task Of_two_processes_one_syncs_a_connection_until_it_lets_go_or_ends()
    {
        WorkspaceId workspace = Workspace();
        var crm = new ConnectionId("crm");
        await using HubDatabase other = await HubDatabase.OpenAsync(Database.Options, Database.Clock, None);
        IAsyncDisposable? first = await Hub.Sync.HoldAsync(workspace, crm, None);

        Assert.NotNull(first);
        Assert.Null(await other.Sync.HoldAsync(workspace, crm, None));
        await using (IAsyncDisposable? elsewhere = await other.Sync.HoldAsync(workspace, new ConnectionId("cs"), None))
        {
            Assert.NotNull(elsewhere);
        }

        await first.DisposeAsync();
        await using IAsyncDisposable? second = await other.Sync.HoldAsync(workspace, crm, None);
        Assert.NotNull(second);
    }

    [StoreFact]
    public async Task A_follower_stops_where_an_older_transaction_is_still_open()
    {
        WorkspaceId workspace = Workspace();
        long before = await AppendAsync(workspace, "before", 0);
        await using DbConnection connection = await Database.ConnectAsync();
        await using DbTransaction open = await connection.BeginTransactionAsync(None);
        await RunAsync(open, Insert(workspace, "slow"));
        long after = await AppendAsync(workspace, "after", 0);

        Assert.Equal(["before"], (await FollowAsync(workspace)).Select(e => e.Stream.Key));
        Assert.Empty(await Journal.ReadAsync(workspace, before, 10, None));
        Assert.Equal(1, await Hub.Seal.SealAsync(workspace, 10, None));
        Assert.Equal(
            ["before", "after"],
            (await Hub.Events.OldestFirstAsync(workspace, null, 0, 10, None)).Select(e => e.Stream.Key));

        await open.CommitAsync(None);
        Assert.Equal(["before", "slow", "after"], (await FollowAsync(workspace)).Select(e => e.Stream.Key));
        Assert.Equal(after, (await FollowAsync(workspace))[^1].Position);
    }

    [StoreFact]
    public async Task A_follower_is_not_misled_by_a_transaction_that_began_earlier_and_wrote_later()
    {
        WorkspaceId workspace = Workspace();
        await using DbConnection first = await Database.ConnectAsync();
        await using DbConnection second = await Database.ConnectAsync();
        await using DbTransaction older = await first.BeginTransactionAsync(None);
        await RunAsync(older, "select pg_current_xact_id()");
        await using DbTransaction younger = await second.BeginTransactionAsync(None);
        await RunAsync(younger, Insert(workspace, "lower"));
        await RunAsync(older, Insert(workspace, "higher"));
        await older.CommitAsync(None);

        Assert.Empty(await FollowAsync(workspace));
        await younger.CommitAsync(None);
        Assert.Equal(["lower", "higher"], (await FollowAsync(workspace)).Select(e => e.Stream.Key));
    }

    [StoreFact]
    public async Task A_follower_does_not_wait_for_a_transaction_that_writes_no_event()
    {
        WorkspaceId workspace = Workspace();
        await using DbConnection connection = await Database.ConnectAsync();
        await using DbTransaction open = await connection.BeginTransactionAsync(None);
        await RunAsync(open, $"insert into checkpoints values ('{workspace}', 'crm', 'accounts', 'cursor', 0)");
        await AppendAsync(workspace, "a", 0);

        Assert.Single(await FollowAsync(workspace));
    }

    [StoreFact]
    public async Task A_follower_does_not_wait_for_a_place_that_was_given_up()
    {
        WorkspaceId workspace = Workspace();
        await using DbConnection connection = await Database.ConnectAsync();
        DbTransaction open = await connection.BeginTransactionAsync(None);
        await RunAsync(open, Insert(workspace, "given up"));
        await AppendAsync(workspace, "a", 0);
        await open.RollbackAsync(None);

        Assert.Equal(["a"], (await FollowAsync(workspace)).Select(e => e.Stream.Key));
    }

    [StoreFact]
    public async Task A_statement_that_names_no_workspace_sees_and_writes_nothing()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0);
        await using DbConnection connection = await Database.ConnectAsync();
        Assert.NotEqual(0L, await CountAsync(connection));

        await ScopeAsync(connection, "");
        Assert.Equal(0L, await CountAsync(connection));
        await ScopeAsync(connection, "another");
        Assert.Equal(0L, await CountAsync(connection));
        DbException denied = await Assert.ThrowsAnyAsync<DbException>(
            () => ExecuteAsync(connection, $"insert into followers values ('{workspace}', 'mail', 1)"));
        Assert.Equal("42501", denied.SqlState);
    }

    [StoreFact]
    public async Task A_row_is_looked_up_by_its_key_before_its_table_was_counted()
    {
        await using DbConnection connection = await Database.ConnectAsync();
        await ExecuteAsync(connection, "set plan_cache_mode = force_generic_plan");
        foreach ((string table, string[] columns) in new (string, string[])[]
        {
            ("aggregates", ["workspace", "kind", "key"]),
            ("timers", ["workspace", "kind", "key"]),
            ("requests", ["workspace", "request_id"]),
        })
        {
            string key = string.Join(" and ", columns.Select((column, n) => $"one.{column} = ${n + 1}"));
            string types = string.Join(", ", columns.Select(_ => "text"));
            await ExecuteAsync(
                connection, $"prepare look_{table}({types}) as select one.* from {table} one where {key} limit 1");
            string arguments = string.Join(", ", columns.Select(_ => "'x'"));
            string plan = await PlanAsync(connection, $"explain execute look_{table}({arguments})");
            Assert.Contains($"using {table}_pkey", plan, StringComparison.Ordinal);
        }
    }

    [StoreFact]
    public async Task Commands_of_many_callers_at_once_are_all_stored_and_share_transactions()
    {
        const int Callers = 200;
        WorkspaceId workspace = Workspace();
        long commits = Hub.Meter.Commits;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(n => CommitAsync(Set(workspace, Events(workspace, $"{n}", 0, 2)) with
        {
            Request = new RequestStamp($"request-{n}", "print", $"tally/{n}"),
        })));

        Assert.Equal(2 * Callers, (await FollowAsync(workspace)).Length);
        Assert.NotNull((await Journal.LoadAsync(workspace, [], "request-7", None)).EarlierRequest);
        Assert.InRange(Hub.Meter.Commits - commits, 1, Callers / 2);
    }

    [StoreFact]
    public async Task Of_many_callers_at_once_each_is_given_what_it_asked_for()
    {
        const int Callers = 200;
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace, [.. Enumerable.Range(0, 10).Select(n => Events(workspace, $"{n}", 0, n + 1))]) with
        {
            Request = new RequestStamp("request-3", "print", "tally/3"),
        });
        long trips = Hub.Meter.RoundTrips;

        LoadedStreams[] all = await Task.WhenAll(Enumerable.Range(0, Callers).Select(n => Journal.LoadNewsAsync(
            workspace,
            [new KnownStream(new StreamId("tally", $"{n % 10}"), n % 3), new KnownStream(new StreamId("tally", "none"), 0)],
            $"request-{n % 7}",
            None)));

        foreach ((int n, LoadedStreams loaded) in all.Index())
        {
            var stream = new StreamId("tally", $"{n % 10}");
            int version = (n % 10) + 1;
            Assert.Equal(version == n % 3 ? [] : [(stream, version)], loaded.Aggregates.Select(one => (one.Stream, one.Version)));
            Assert.Equal(version == n % 3 ? [stream] : [], loaded.Unchanged.AsEnumerable());
            Assert.Equal(n % 7 == 3 ? "tally/3" : null, loaded.EarlierRequest?.Stream);
        }

        Assert.InRange(Hub.Meter.RoundTrips - trips, 1, Callers / 2);
    }

    [StoreFact]
    public async Task A_pooled_connection_keeps_no_workspace_from_the_caller_before()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            WorkspaceId asked = i % 2 == 0 ? workspace : new WorkspaceId("nobody");
            Assert.Equal(1 - (i % 2), (await Journal.ReadAsync(asked, 0, 10, None)).Count);
        }));
    }

    [StoreFact]
    public async Task A_connection_that_is_cut_is_a_transient_failure_and_the_next_call_succeeds()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0);
        await using DbConnection connection = await Database.ConnectAsync();
        await using DbTransaction locking = await connection.BeginTransactionAsync(None);
        await RunAsync(locking, "lock table aggregates in access exclusive mode");
        Task<CommitOutcome> commit = Journal.CommitAsync(Set(workspace, Events(workspace, "a", 1)), None);
        await RunAsync(locking, CutWhenWaiting);

        StoreException cut = await Assert.ThrowsAsync<StoreException>(() => commit);
        Assert.True(cut.IsTransient);
        await locking.RollbackAsync(None);
        Assert.Equal(1, (await LoadAsync(workspace, "a"))!.Version);
        await AppendAsync(workspace, "a", 1);
    }

    // Waits in the server until the commit stands at the lock, then ends its connection.
    private const string CutWhenWaiting =
        """
        do $$
        begin
          while not exists (
            select 1 from pg_stat_get_activity(null) a, pg_terminate_backend(a.pid) cut
            where a.datid = (select oid from pg_database where datname = current_database())
              and a.pid <> pg_backend_pid() and a.wait_event_type = 'Lock' and cut)
          loop
            perform pg_stat_clear_snapshot();
          end loop;
        end
        $$
        """;

    private static string Insert(WorkspaceId workspace, string key)
    {
        var origin = new Origin("hub", "time");
        string hash =
            EventHash.Of(workspace, new StreamId("tally", key), 1, "added", "{}", origin, DateTimeOffset.UnixEpoch);
        return $$"""
            insert into journal (position, workspace, kind, key, version, type, payload, actor, cause, time, hash)
            select place, '{{workspace}}', 'tally', '{{key}}', 1, 'added', '{}', 'hub', 'time', 0, '{{hash}}'
            from allot_positions(1)
            """;
    }

    private static Task ScopeAsync(DbConnection connection, string workspace) =>
        ExecuteAsync(connection, $"select set_config('hub.workspace', '{workspace}', false)");

    private static async Task<long> CountAsync(DbConnection connection)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "select count(*) from journal";
        return (long)(await command.ExecuteScalarAsync(None))!;
    }

    private static Task RunAsync(DbTransaction transaction, string sql) => ExecuteAsync(transaction.Connection!, sql);

    private static async Task<string> PlanAsync(DbConnection connection, string explain)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = explain;
        var lines = new List<string>();
        await using DbDataReader reader = await command.ExecuteReaderAsync(None);
        while (await reader.ReadAsync(None))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(None);
    }
}
