using System.Collections.Immutable;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;
using Onboarding.Model.Ids;
using Onboarding.Sync;
using Onboarding.Sync.Calls;

namespace Onboarding.Connectors.Tests.Calls;

/// <summary>A connector's platform with the hub's own client before it, over real HTTP.</summary>
internal sealed class PlatformBench : IDisposable
{
    private const int PagesMax = 100;

    private readonly MeterSource _meters = new();
    private readonly SocketsHttpHandler _handler = PlatformHandler.Create();
    private readonly CallBudget _budget;

    public PlatformBench(Platform platform, TimeProvider clock, CallSettings? settings = null)
    {
        CallSettings bounds = settings ?? new CallSettings { JitterSeed = 1 };
        var connection = new ConnectionId("peer");
        Platform = platform;
        _budget = new CallBudget(
            new WorkspaceId("acme"), connection, [], bounds, new CallLedger(), clock, new HeardLog<CallBudget>());
        Client = new PlatformClient(
            platform, _handler, _budget, new CallMeter(connection, new SyncMetrics(_meters)), bounds, clock, Log);
    }

    public Platform Platform { get; }

    public PlatformClient Client { get; }

    public HeardLog<PlatformClient> Log { get; } = new();

    public Task<PlatformAnswer> AskAsync(PlatformRequest request) =>
        Client.AskAsync(request, CallPriority.Normal, CancellationToken.None);

    /// <summary>One page as the hub reads it.</summary>
    public async Task<PageOutcome> PageAsync(StreamRead read)
    {
        PlatformResponse response = await Client.SendAsync(
            Platform.Read([read]), CallPriority.Normal, CancellationToken.None);
        return Assert(Platform.ReadPages([read], response));
    }

    /// <summary>All pages of a stream from a cursor on, as the hub reads them.</summary>
    public async Task<ImmutableArray<PageOutcome.Page>> ReadAsync(StreamRead first)
    {
        var pages = ImmutableArray.CreateBuilder<PageOutcome.Page>();
        StreamRead? next = first;
        while (next is { } read)
        {
            var page = (PageOutcome.Page)await PageAsync(read);
            pages.Add(page);
            next = page.More ? read with { Cursor = page.Cursor ?? read.Cursor, PageToken = page.PageToken } : null;
            Xunit.Assert.InRange(pages.Count, 1, PagesMax);
        }

        return pages.ToImmutable();
    }

    public async Task<ImmutableArray<WriteOutcome>> WriteAsync(
        string stream, WriteAction action, params WriteRecord[] records)
    {
        var batch = new WriteBatch(stream, action, [.. records]);
        PlatformAnswer answer = await AskAsync(Platform.Write(batch));
        return Platform.ReadOutcomes(batch, answer.Response);
    }

    public async Task<ImmutableArray<MarkedRecord>> FindAsync(string stream, params ImmutableArray<string> markers)
    {
        PlatformResponse response = await Client.SendAsync(
            Platform.FindMarked(stream, markers), CallPriority.Normal, CancellationToken.None);
        return Platform.ReadMarked(stream, response);
    }

    public void Dispose()
    {
        Client.Dispose();
        _budget.Dispose();
        _handler.Dispose();
        _meters.Dispose();
    }

    private static PageOutcome Assert(ImmutableArray<PageOutcome> pages) => Xunit.Assert.Single(pages);
}
