using Onboarding.Cli.Demo.Checking;
using Onboarding.Connectors;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;

using Xunit;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>The fewest calls by the vendors' rules.</summary>
public sealed class ApiMinimumTests
{
    private static readonly Dictionary<string, int> s_none = [];

    private static readonly Mapping s_mapping = new()
    {
        Revision = "test",
        Streams = [.. new[] { "company", "task" }.Select(name =>
            new StreamMapping { Stream = name, Kind = RecordKind.Account, Creates = false, Fields = [] })],
    };

    [Fact]
    public void A_run_with_nothing_new_costs_one_call_where_streams_are_read_together() =>
        Assert.Equal(1, ApiMinimum.Of(Platform(readsPerCall: 5), s_mapping, [(s_none, s_none)]));

    [Fact]
    public void A_run_with_nothing_new_costs_a_call_for_each_stream_where_they_are_read_one_by_one() =>
        Assert.Equal(2, ApiMinimum.Of(Platform(readsPerCall: 1), s_mapping, [(s_none, s_none)]));

    [Fact]
    public void What_is_written_takes_full_batches_in_each_run()
    {
        var written = new Dictionary<string, int> { ["company"] = 51, ["task"] = 50 };

        Assert.Equal((2 + 2 + 1) * 2, ApiMinimum.Of(Platform(readsPerCall: 1), s_mapping, [(s_none, written), (s_none, written)]));
    }

    [Fact]
    public void Streams_that_are_read_together_go_on_until_the_longest_is_read()
    {
        var read = new Dictionary<string, int> { ["company"] = 250, ["task"] = 10 };

        Assert.Equal(3, ApiMinimum.Of(Platform(readsPerCall: 5), s_mapping, [(read, s_none)]));
        Assert.Equal(4, ApiMinimum.Of(Platform(readsPerCall: 1), s_mapping, [(read, s_none)]));
    }

    private static ConnectorDescriptor Platform(int readsPerCall) => new()
    {
        Name = "platform",
        Title = "Platform",
        Settings = [],
        Streams = [Stream("company"), Stream("task"), Stream("not mapped")],
        ReadsPerCall = readsPerCall,
        Limits = [],
        Overlap = TimeSpan.Zero,
    };

    private static StreamDescriptor Stream(string name) => new()
    {
        Name = name,
        Read = new ReadDescriptor(100, TellsDeletes: false),
        Write = new WriteDescriptor { BatchMax = 50, Upserts = true, KeyField = "key" },
    };
}
