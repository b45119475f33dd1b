using Onboarding.Model.Resources;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Samples;

using Xunit;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>Records that could not be taken in.</summary>
public sealed class DeadLetterTests : IAsyncLifetime
{
    private SyncBench _bench = null!;

    private LedgerWorld World => _bench.World;

    public async Task InitializeAsync() => _bench = await SyncBench.StartAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_bad_record_is_put_aside_with_its_reason_and_the_rest_goes_on()
    {
        World.Put("accounts", "a1", ("name", new string('x', 300)));
        World.Put("accounts", "a2", ("name", "Good"));

        SyncRun run = await _bench.SyncWellAsync();

        DeadLetter letter = Assert.Single(await _bench.LettersAsync());
        Assert.Contains("at most 255 characters", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(("a1", 1), (letter.RecordKey, run.DeadLetters));
        Assert.NotNull(await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a2"));
    }

    [Fact]
    public async Task The_same_fault_seen_again_is_not_written_again()
    {
        World.Put("accounts", "a1", ("name", new string('x', 300)));
        await _bench.SyncWellAsync();

        Assert.Equal(0, (await _bench.SyncWellAsync()).DeadLetters);

        Assert.Equal(1, Assert.Single(await _bench.LettersAsync()).Attempts);
    }

    [Fact]
    public async Task A_later_good_version_resolves_the_letter()
    {
        World.Put("accounts", "a1", ("name", new string('x', 300)));
        await _bench.SyncWellAsync();
        World.Put("accounts", "a1", ("name", "Short"));

        await _bench.SyncWellAsync();

        Assert.Empty(await _bench.LettersAsync());
        Assert.Single(await _bench.LettersAsync(DeadLetterState.Resolved));
    }

    [Fact]
    public async Task However_many_letters_lie_there_the_one_about_a_record_is_known()
    {
        _bench.Settings = _bench.Settings with { ReplaysMax = 2 };
        for (int i = 1; i <= 5; i++)
        {
            World.Put("accounts", $"a{i}", ("name", new string('x', 300)));
        }

        await _bench.SyncWellAsync();
        Assert.Equal(0, (await _bench.SyncWellAsync()).DeadLetters);
        Assert.All(await _bench.LettersAsync(), letter => Assert.Equal(1, letter.Attempts));

        for (int i = 1; i <= 5; i++)
        {
            World.Put("accounts", $"a{i}", ("name", "Short"));
        }

        await _bench.SyncWellAsync();
        Assert.Empty(await _bench.LettersAsync());
    }

    [Fact]
    public async Task A_replayed_record_is_tried_from_what_was_kept()
    {
        World.Put("accounts", "a1", ("name", "Acme"), ("manager", "u1"));
        await _bench.SyncWellAsync();
        Assert.Null(await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a1"));
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        World.Put("accounts", "a2", ("name", "Other"));
        World.Put("users", "u1", ("mail", "ann@example.com"));

        // It refers to a user that had not come, so it is tried again by itself: the run that reads the user is the first.
        await _bench.SyncWellAsync();
        await _bench.SyncWellAsync();

        ResourceState account = (await _bench.ResourceAsync(ResourceKind.Account, "accounts", "a1"))!;
        Assert.Equal("ann@example.com", account.Values.TextOf("owner_email"));
        Assert.Single(await _bench.LettersAsync(DeadLetterState.Resolved));
    }

    [Fact]
    public async Task A_burst_pauses_the_connection_and_keeps_what_was_stored()
    {
        World.PageSize = 100;
        for (int i = 0; i < 40; i++)
        {
            World.Put("accounts", $"a{i:00}", ("name", i < 10 ? "Good" : new string('x', 300)));
        }

        SyncOutcome.Ended ended = await _bench.SyncAsync();

        Assert.Equal(SyncRunState.Failed, ended.Run.State);
        Assert.Contains("30 of 40 records of accounts", ended.PauseBecause, StringComparison.Ordinal);
        Assert.Equal(30, (await _bench.LettersAsync()).Count);
    }

    [Fact]
    public async Task Two_records_that_carry_one_key_are_told_apart_and_reported()
    {
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        World.Put("accounts", "copy", ("name", "Copy"), (LedgerConnector.KeyField, SyncBench.KeyOf("accounts", "a1")));

        await _bench.SyncWellAsync();

        Assert.Contains("accounts copy and a1 both stand for", Assert.Single(await _bench.LettersAsync()).Reason,
            StringComparison.Ordinal);
    }
}
