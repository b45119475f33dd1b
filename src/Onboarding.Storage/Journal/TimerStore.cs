using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>Claims due timers in batches, of all workspaces at once.</summary>
internal sealed class TimerStore(Database database) : ITimerStore
{
    private readonly Statement _claim = new(
        $"""
        update timers set leased_until = @until, token = timers.token + 1
        from (
          select workspace, kind, key from timers
          where due <= @now and (leased_until is null or leased_until <= @now) and {database.IsIn("kind", "kinds")}
            and (lane is null or not ({database.IsIn("workspace || '/' || lane", "busy")}))
          order by due, workspace, kind, key limit @max {database.SkipLocked}) c
        where timers.workspace = c.workspace and timers.kind = c.kind and timers.key = c.key
        returning timers.workspace as Workspace, timers.kind as Kind, timers.key as Key, timers.due as Due,
                  timers.token as Token
        """);

    private readonly Statement _release = new("update timers set leased_until = null where leased_until is not null");

    public Task ReleaseAsync(CancellationToken cancellationToken) => database.WriteAsync(
        Scope.Everywhere, [_release.With()], _ => Task.FromResult(true), cancellationToken);

    public async Task<IReadOnlyList<TimerLease>> ClaimAsync(TimerClaim claim, CancellationToken cancellationToken)
    {
        BoundStatement bound = _claim.With(
            ("now", StoredTime.Write(claim.Now)), ("until", StoredTime.Write(claim.Now + claim.Lease)),
            ("max", (long)claim.Max), ("kinds", claim.Kinds.ToArray()),
            ("busy", claim.Busy.Select(lane => $"{lane.Workspace}/{lane.Name}").ToArray()));
        List<LeaseRow> rows = await database.WriteAsync(
            Scope.Everywhere, [bound], results => results.RowsAsync<LeaseRow>(cancellationToken), cancellationToken);
        return
        [
            .. rows.OrderBy(row => row.Due)
                .ThenBy(row => row.Workspace, StringComparer.Ordinal)
                .ThenBy(row => row.Kind, StringComparer.Ordinal)
                .ThenBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => row.ToLease()),
        ];
    }

    private sealed record LeaseRow
    {
        public string Workspace { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Key { get; init; } = "";

        public long Due { get; init; }

        public long Token { get; init; }

        public TimerLease ToLease() => new(
            new WorkspaceId(Workspace), new StreamId(StoredText.Read(Kind), StoredText.Read(Key)), StoredTime.Read(Due),
            Token);
    }
}
