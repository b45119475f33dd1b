using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>What every part of the store suite starts from. Both databases pass all of it.</summary>
public abstract class StorePromises(StoreDatabase database)
{
    protected static DateTimeOffset Monday { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    protected static CancellationToken None => CancellationToken.None;

    protected StoreDatabase Database { get; } = database;

    protected HubDatabase Hub => Database.Hub;

    protected IJournalStore Journal => Database.Hub.Journal;

    /// <summary>A workspace that no other test of the class uses: its name is that of the test.</summary>
    protected static WorkspaceId Workspace([CallerMemberName] string test = "") =>
        new($"w-{IdSource.From(test).ToString("N")[..12]}");

    /// <summary>Events with the versions after the expected one; the state is that of a <see cref="Tally"/>.</summary>
    protected static StreamWrite Events(
        WorkspaceId workspace, string key, int expected, int count = 1, string kind = "tally", string? title = null,
        DateTimeOffset? due = null, string? text = null, string? parent = null, string state = "open",
        DateTimeOffset? time = null)
    {
        var stream = new StreamId(kind, key);
        var origin = new Origin("ann@acme.example", "call:1");
        string payload = Tally.Event(1, text);
        var events = Enumerable.Range(expected + 1, count).Select(version => new PendingEvent(
            version, "added", payload, origin, time ?? Monday,
            EventHash.Of(workspace, stream, version, "added", payload, origin, time ?? Monday)));
        return new StreamWrite
        {
            Stream = stream,
            ExpectedVersion = expected,
            Events = [.. events],
            State = Tally.State(expected + count, text),
            Index = new AggregateIndex(parent, state, title ?? key),
            NextDue = due,
        };
    }

    protected static WriteSet Set(WorkspaceId workspace, params StreamWrite[] streams) =>
        new() { Workspace = workspace, Streams = [.. streams] };

    protected async Task<long> CommitAsync(WriteSet writes) =>
        Assert.IsType<CommitOutcome.Committed>(await Journal.CommitAsync(writes, None)).LastPosition;

    protected Task<long> AppendAsync(WorkspaceId workspace, string key, int expected, int count = 1) =>
        CommitAsync(Set(workspace, Events(workspace, key, expected, count)));

    protected async Task RacesAsync(WriteSet writes) =>
        Assert.IsType<CommitOutcome.Raced>(await Journal.CommitAsync(writes, None));

    protected async Task<StoredAggregate?> LoadAsync(WorkspaceId workspace, string key)
    {
        LoadedStreams loaded = await Journal.LoadAsync(workspace, [new StreamId("tally", key)], null, None);
        return loaded.Aggregates.SingleOrDefault();
    }

    /// <summary>All events of a workspace, read in pages as a follower reads them.</summary>
    protected async Task<ImmutableArray<JournalEvent>> FollowAsync(WorkspaceId workspace, int page = 1000)
    {
        var all = ImmutableArray.CreateBuilder<JournalEvent>();
        IReadOnlyList<JournalEvent> next;
        do
        {
            next = await Journal.ReadAsync(workspace, all.Count == 0 ? 0 : all[^1].Position, page, None);
            all.AddRange(next);
        }
        while (next.Count > 0);

        return all.DrainToImmutable();
    }

    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
