using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Journal;

/// <summary>
/// The SQL of a commit, one statement for each kind of thing, however many there are. A lost race shows in the
/// database: a key is taken, or a version or token that is not the expected one becomes null, which its column refuses.
/// </summary>
internal sealed class CommitStatements(Database database)
{
    public Statement Events { get; } = new(database.InsertEvents);

    /// <summary>Parts are never changed and never taken away: there are as many as there are plans.</summary>
    public Statement Parts { get; } = new(
        $"""
        insert into parts (workspace, hash, content)
        select @workspace, r.hash, r.content from {database.Rows("hash", "content")}
        where true
        on conflict (workspace, hash) do nothing
        """);

    public Statement Aggregates { get; } = new(
        $"""
        insert into aggregates
          (workspace, kind, key, version, state, part, parent, lifecycle, title, tier, owner, summary, changed_at)
        select @workspace, r.kind, r.key, case when coalesce(a.version, 0) = r.expected then r.version end,
               r.state, r.part, r.parent, r.lifecycle, r.title, r.tier, r.owner, r.summary, r.changed_at
        from {database.Rows(
            "kind", "key", "expected", "version", "state", "part", "parent", "lifecycle", "title", "tier", "owner", "summary",
            "changed_at")}
        {database.OfEach(
            "aggregates", "a", "a.workspace = @workspace and a.kind = r.kind and a.key = r.key", required: false)}
        where true
        on conflict (workspace, kind, key) do update set
          version = excluded.version, state = excluded.state, part = excluded.part, parent = excluded.parent,
          lifecycle = excluded.lifecycle, title = excluded.title, tier = excluded.tier, owner = excluded.owner,
          summary = excluded.summary, changed_at = excluded.changed_at
        """);

    /// <summary>
    /// Holds the rows of the leases until the commit. A lease whose aggregate is not written was dealt with without
    /// effect, so its due instant is over. The rows are put first by force, or SQLite walks all timers of the
    /// workspace.
    /// </summary>
    public Statement Leases { get; } = new(
        $"""
        with r as materialized (select * from {database.Rows("kind", "key", "due", "token", "written")})
        update timers set
          token = case when timers.token = r.token then timers.token end,
          due = case when r.written = 1 or timers.due is distinct from r.due then timers.due end
        from r
        where timers.workspace = @workspace and timers.kind = r.kind and timers.key = r.key
        """);

    /// <summary>A timer that stays due at the same instant keeps its lease, so that nothing spins on it.</summary>
    public Statement Timers { get; } = new(
        $"""
        insert into timers (workspace, kind, key, due, lane)
        select @workspace, r.kind, r.key, r.due, r.lane
        from {database.Rows("kind", "key", "due", "lane")}
        {database.OfEach("timers", "t", "t.workspace = @workspace and t.kind = r.kind and t.key = r.key", required: false)}
        where r.due is not null or t.key is not null
        on conflict (workspace, kind, key) do update set
          due = excluded.due, lane = excluded.lane, leased_until = null
        where timers.due is distinct from excluded.due
        """);

    public Statement Requests { get; } = new(
        $"""
        insert into requests (workspace, request_id, fingerprint, stream, made_at)
        select @workspace, r.request, r.fingerprint, r.stream, r.made_at
        from {database.Rows("request", "fingerprint", "stream", "made_at")}
        """);

    public Statement LinksRemoved { get; } = new(
        $"""
        delete from links where workspace = @workspace and (connection, stream, resource_key) in (
          select r.connection, r.stream, r.resource_key from {database.Rows("connection", "stream", "resource_key")})
        """);

    public Statement Links { get; } = new(
        $"""
        insert into links
          (workspace, connection, stream, resource_key, external_id, state, base, altered, dirty, modified_at)
        select @workspace, r.connection, r.stream, r.resource_key, r.external_id, r.state, r.base, r.altered, r.dirty,
          r.modified_at
        from {database.Rows(
            "connection", "stream", "resource_key", "external_id", "state", "base", "altered", "dirty", "modified_at")}
        where true
        on conflict (workspace, connection, stream, resource_key) do update set
          external_id = excluded.external_id, state = excluded.state, base = excluded.base, altered = excluded.altered,
          dirty = excluded.dirty, modified_at = excluded.modified_at
        """);

    public Statement Checkpoints { get; } = new(
        $"""
        insert into checkpoints (workspace, connection, stream, cursor, saved_at)
        select @workspace, r.connection, r.stream, r.cursor, r.saved_at
        from {database.Rows("connection", "stream", "cursor", "saved_at")}
        where true
        on conflict (workspace, connection, stream) do update set cursor = excluded.cursor, saved_at = excluded.saved_at
        """);

    public Statement DeadLetters { get; } = new(
        $"""
        insert into dead_letters
          (workspace, id, connection, stream, record_key, outbound, record, reason, attempts, state, failed_at)
        select @workspace, r.id, r.connection, r.stream, r.record_key, r.outbound, r.record, r.reason, r.attempts,
               r.state, r.failed_at
        from {database.Rows(
            "id", "connection", "stream", "record_key", "outbound", "record", "reason", "attempts", "state",
            "failed_at")}
        where true
        on conflict (workspace, id) do update set
          connection = excluded.connection, stream = excluded.stream, record_key = excluded.record_key,
          outbound = excluded.outbound, record = excluded.record, reason = excluded.reason,
          attempts = excluded.attempts, state = excluded.state, failed_at = excluded.failed_at
        """);

    public Statement Conflicts { get; } = new(
        $"""
        insert into conflicts
          (workspace, id, connection, stream, resource_key, field, kept, lost, kept_from, lost_from, state, found_at)
        select @workspace, r.id, r.connection, r.stream, r.resource_key, r.field, r.kept, r.lost, r.kept_from,
               r.lost_from, r.state, r.found_at
        from {database.Rows(
            "id", "connection", "stream", "resource_key", "field", "kept", "lost", "kept_from", "lost_from", "state",
            "found_at")}
        where true
        on conflict (workspace, id) do update set
          connection = excluded.connection, stream = excluded.stream, resource_key = excluded.resource_key,
          field = excluded.field, kept = excluded.kept, lost = excluded.lost, kept_from = excluded.kept_from,
          lost_from = excluded.lost_from, state = excluded.state, found_at = excluded.found_at
        """);

    public Statement Run { get; } = new(
        $"""
        insert into sync_runs
          (workspace, id, connection, state, started_by, started_at, ended_at, records_read, records_applied,
           records_written, dead_letters, calls, failure)
        select @workspace, r.id, r.connection, r.state, r.started_by, r.started_at, r.ended_at, r.records_read,
               r.records_applied, r.records_written, r.dead_letters, r.calls, r.failure
        from {database.Rows(
            "id", "connection", "state", "started_by", "started_at", "ended_at", "records_read", "records_applied",
            "records_written", "dead_letters", "calls", "failure")}
        where true
        on conflict (workspace, id) do update set
          connection = excluded.connection, state = excluded.state, started_by = excluded.started_by,
          started_at = excluded.started_at, ended_at = excluded.ended_at, records_read = excluded.records_read,
          records_applied = excluded.records_applied, records_written = excluded.records_written,
          dead_letters = excluded.dead_letters, calls = excluded.calls, failure = excluded.failure
        """);

    /// <summary>
    /// Of two that follow under one name, the one that did not begin where the follower is loses. The row itself is
    /// asked, because it may have moved while this waited for it.
    /// </summary>
    public Statement Followers { get; } = new(
        $"""
        insert into followers (workspace, follower, position, came_from)
        select @workspace, r.follower, case when r.came_from = 0 or f.follower is not null then r.position end,
               r.came_from
        from {database.Rows("follower", "position", "came_from")}
        left join followers f on f.workspace = @workspace and f.follower = r.follower
        where true
        on conflict (workspace, follower) do update set
          position = case when followers.position = excluded.came_from then excluded.position end,
          came_from = excluded.came_from
        """);
}
