using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>What the one way in remembers of the states that it met, and that it never decides on an old one.</summary>
public sealed class DispatcherTests : IAsyncLifetime
{
    private static readonly WorkspaceId s_workspace = new("acme");
    private static readonly WorkspaceId s_other = new("other");
    private static readonly Origin s_origin = new("ann@vendor.example", "call:1");

    private readonly SqliteStore _store = new();
    private readonly ManualClock _clock = new(Starts.WonAt);

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_another_process_wrote_is_what_the_next_command_is_decided_on()
    {
        Dispatcher here = Process();
        Dispatcher there = Process();
        await TitleAsync(here, "first");
        Assert.Equal("first", await TitleOfAsync(there));

        await TitleAsync(there, "second");

        Assert.Equal("second", await TitleOfAsync(here));
        await TitleAsync(here, "third");
        Assert.Equal("third", await TitleOfAsync(there));
    }

    [Fact]
    public async Task What_was_decided_and_not_written_is_not_remembered()
    {
        Dispatcher dispatcher = Process();
        await TitleAsync(dispatcher, "kept");

        await dispatcher.AnswerAsync(
            s_workspace, [Aggregates.Contact.Stream("c")], new RequestStamp("request", "print", "contact/c"),
            batch => (Apply(batch, "dropped"), false), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.RunAsync<bool>(
            s_workspace, [Aggregates.Contact.Stream("c")],
            batch => Apply(batch, "dropped") ? throw new InvalidOperationException("after deciding") : false,
            CancellationToken.None));

        Assert.Equal("kept", await TitleOfAsync(dispatcher));
    }

    [Fact]
    public async Task A_race_that_was_lost_is_decided_again_on_what_the_winner_wrote()
    {
        Dispatcher here = Process();
        Dispatcher there = Process();
        await TitleAsync(here, "first");
        var seen = new List<string?>();

        await here.RunAsync(
            s_workspace,
            [Aggregates.Contact.Stream("c")],
            batch =>
            {
                seen.Add(Title(batch));
                if (seen.Count == 1)
                {
                    TitleAsync(there, "theirs").GetAwaiter().GetResult();
                }

                return Apply(batch, "ours");
            },
            CancellationToken.None);

        Assert.Equal(["first", "theirs"], seen);
        Assert.Equal("ours", await TitleOfAsync(there));
    }

    [Fact]
    public async Task The_same_key_in_another_workspace_is_another_aggregate()
    {
        Dispatcher dispatcher = Process();
        await TitleAsync(dispatcher, "here");

        Assert.Null(await TitleOfAsync(dispatcher, s_other));
    }

    [Fact]
    public async Task Commands_of_many_callers_in_two_processes_lose_nothing_of_each_other()
    {
        const int Callers = 8;
        const int Each = 20;
        Dispatcher[] processes = [Process(), Process()];
        await TitleAsync(processes[0], "begun");

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (int n = 0; n < Each; n++)
            {
                await TitleAsync(processes[caller % 2], $"{caller}-{n}");
            }
        })));

        IReadOnlyList<JournalEvent> events = await _store.Hub.Journal.ReadStreamAsync(
            s_workspace, Aggregates.Contact.Stream("c"), 0, 1_000, CancellationToken.None);
        Assert.Equal(1 + (Callers * Each), events.Count);
        StoredAggregate stored = Assert.Single((await _store.Hub.Journal.LoadAsync(
            s_workspace, [Aggregates.Contact.Stream("c")], null, CancellationToken.None)).Aggregates);
        Assert.Equal(Aggregates.Contact.Replay(events.Select(happened => happened.Payload)), stored.State);
    }

    [Fact]
    public void What_was_not_asked_for_longest_is_forgotten_when_there_is_too_much()
    {
        var memory = new StateMemory();
        var large = new KnownState(1, "state", StateMemory.HalfMax / 2);
        void Keep(string key) => memory.Keep(s_workspace, Aggregates.Contact.Stream(key), large);
        bool Has(string key) => memory.Find(s_workspace, Aggregates.Contact.Stream(key)) is not null;

        Keep("a");
        Keep("b");
        Keep("b");
        Assert.True(Has("a") && Has("b"));
        Keep("c");
        Assert.True(Has("a") && Has("b") && Has("c"));
        Keep("a");
        Keep("d");
        Keep("e");

        Assert.Equal([true, false, false, true, true], new[] { "a", "b", "c", "d", "e" }.Select(Has));
    }

    private Dispatcher Process() => new(_store.Hub.Journal, _clock);

    private static Task<bool> TitleAsync(Dispatcher dispatcher, string title) => dispatcher.RunAsync(
        s_workspace, [Aggregates.Contact.Stream("c")], batch => Apply(batch, title), CancellationToken.None);

    private static Task<string?> TitleOfAsync(Dispatcher dispatcher, WorkspaceId? workspace = null) => dispatcher.RunAsync(
        workspace ?? s_workspace, [Aggregates.Contact.Stream("c")], Title, CancellationToken.None);

    private static string? Title(CommandBatch batch) =>
        batch.State(Aggregates.Contact, "c")?.Fields.GetValueOrDefault("title")?.Value is FieldValue.Text title ? title.Value : null;

    private static bool Apply(CommandBatch batch, string title)
    {
        var change = new FieldChange
        {
            Field = "title", Value = FieldValue.OfText(title), Rank = 0, ChangedAt = batch.Now,
        };
        Decision<ResourceEvent> decision = batch.Apply(
            Aggregates.Contact,
            "c",
            batch.Version(Aggregates.Contact, "c") == 0
                ? new ResourceCommand.Merge(ResourceKind.Contact, "c", "test", [change])
                : new ResourceCommand.Settle("test", change),
            s_origin);
        return decision is Decision<ResourceEvent>.Accepted { Events.IsEmpty: false }
            ? true
            : throw new InvalidOperationException($"The title {title} changed nothing: {decision}");
    }
}
