using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;
using Onboarding.Testing.WireMock;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

/// <summary>
/// Exact exchanges, as the vendor's pages show them, and faults of the wire. A call that differs in what counts is answered
/// with 404.
/// </summary>
public sealed class SalesforceWireTests
{
    [Fact]
    public async Task Sign_in_reading_and_writing_are_exactly_what_the_platform_documents()
    {
        await using WireBench bench = await WireBench.StartAsync();
        string cursor = new TimeIdCursor(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "001000000000001AAA").Encode();
        ImmutableArray<StreamRead> reads =
        [
            SalesforceBench.Read("Account", ["Name"], cursor),
            SalesforceBench.Read("Opportunity", ["Account.Name", "StageName"]),
        ];
        ImmutableArray<PageOutcome> pages = await bench.PagesAsync(reads);
        var deals = (PageOutcome.Page)pages[1];
        var last = (PageOutcome.Page)(await bench.PagesAsync([reads[1] with { Cursor = deals.Cursor, PageToken = deals.PageToken }]))[0];
        var batch = new WriteBatch(
            "Opportunity", WriteAction.Upsert,
            [
                SalesforceBench.Record("o-1", null, ("StageName", "Closed Won")),
                SalesforceBench.Record("o-2", null, ("Hub_CS_Owner__c", null), ("Amount", JsonValue.Create(12.50m))),
            ]);
        ImmutableArray<WriteOutcome> outcomes = bench.Platform.ReadOutcomes(batch, await bench.SendAsync(bench.Platform.Write(batch)));

        Assert.Empty(((PageOutcome.Page)pages[0]).Records);
        Assert.True(deals.More);
        Assert.False(last.More);
        Assert.Equal(["006000000000001AAA", "006000000000002AAA"], deals.Records.Concat(last.Records).Select(record => record.Id));
        Assert.Equal(new WriteOutcome.Written("006000000000001AAA"), outcomes[0]);
        Assert.Contains("Handoff not complete", ((WriteOutcome.Refused)outcomes[1]).Failure.Message, StringComparison.Ordinal);
        Assert.All(await bench.Server.ReceivedAsync(CancellationToken.None), request => Assert.True(request.Matched, request.Url));
    }

    [Fact]
    public async Task A_reset_an_empty_answer_a_bad_chunk_random_bytes_and_a_silence_are_survived()
    {
        await using WireBench bench = await WireBench.StartAsync();
        foreach (string stream in SalesforceBench.Streams)
        {
            ImmutableArray<PageOutcome> pages = await bench.PagesAsync([SalesforceBench.Read(stream, [])]);

            Assert.Equal("001000000000001AAA", Assert.IsType<PageOutcome.Page>(pages.Single()).Records.Single().Id);
        }

        ImmutableArray<WireMockRequest> received = await bench.Server.ReceivedAsync(CancellationToken.None);
        Assert.Equal(2 * SalesforceBench.Streams.Length, received.Count(request => request.Url.Contains("queryAll")));
    }
}
