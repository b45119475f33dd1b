using System.Globalization;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Samples;

using Xunit;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>A process that ends at any step of a run, and what the next run makes of it.</summary>
public sealed class KilledRunTests
{
    private const string Handoff = "00000000-0000-8000-8000-000000000002";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_killed_at_any_step_comes_to_the_same_end(bool upserts)
    {
        (string undisturbed, _) = await EndAsync(killAt: null, upserts);
        bool struck = true;
        for (int step = 0; struck; step++)
        {
            (string end, struck) = await EndAsync(step, upserts);
            Assert.True(undisturbed == end, $"Killed at step {step}:\n{end}\nUndisturbed:\n{undisturbed}");
        }
    }

    [Fact]
    public async Task A_run_that_was_cut_off_is_closed_as_failed_after_the_restart()
    {
        await using SyncBench bench = await SyncBench.StartAsync();
        bench.Kill.Arm(8);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SyncAsync());
        bench.Kill.Arm(null);

        Assert.Equal(1, await bench.CloseCutOffAsync());

        Assert.Equal(["failed"], await bench.QueryAsync("select state from sync_runs"));
    }

    private static async Task<(string End, bool Struck)> EndAsync(int? killAt, bool upserts)
    {
        await using SyncBench bench = await SyncBench.StartAsync(new LedgerConnector(upserts));
        LedgerScenes.Fill(bench.World);
        await bench.SyncWellAsync();
        await bench.BeginAsync(SyncBench.KeyOf("accounts", "a1"));
        await bench.HandOffAsync(
            Handoff, SyncBench.KeyOf("accounts", "a1"), FieldMap.Of(("goals", FieldValue.OfText("Grow"))));
        await bench.SetAsync(ResourceKind.Account, SyncBench.KeyOf("accounts", "a2"), "onboarding_stage", "First", rank: 0);
        bench.World.Put("accounts", "a4", ("name", "Delta"), ("field", "Steel"));
        bench.World.Put("deals", "d3", ("name", "Late"), ("account", "a4"), ("won", true));
        bench.World.Remove("roles", "r1");

        bench.Kill.Arm(killAt);
        bench.World.Step = bench.Kill.Step;
        try
        {
            await bench.SyncAsync();
        }
        catch (InvalidOperationException)
        {
            Assert.True(bench.Kill.Struck);
        }

        bool struck = bench.Kill.Struck;
        bench.Kill.Arm(null);
        await bench.CloseCutOffAsync();
        await bench.SyncWellAsync();
        await bench.SyncWellAsync();
        return (await PictureAsync(bench), struck);
    }

    /// <summary>All that matters afterwards, on both sides.</summary>
    private static async Task<string> PictureAsync(SyncBench bench)
    {
        IEnumerable<string> rows = LedgerScenes.Streams.SelectMany(stream => bench.World.Rows(stream).Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"{stream} {row.Id} {row.Deleted} {row.Fields.ToJsonString()}")));
        IReadOnlyList<string> events = await bench.QueryAsync(
            "select kind, key, version, type, payload from journal order by kind, key, version");
        IReadOnlyList<string> links = await bench.QueryAsync(
            "select stream, resource_key, external_id, state, base, altered, dirty from links order by stream, resource_key");
        IReadOnlyList<string> letters = await bench.QueryAsync("select stream, record_key, state from dead_letters");
        return string.Join('\n', [.. rows, .. events, .. links, .. letters]);
    }
}
