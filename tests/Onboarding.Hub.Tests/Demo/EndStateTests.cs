using Onboarding.Cli.Demo.Checking;
using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;

using Xunit;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>The text that two runs are compared by.</summary>
public sealed class EndStateTests
{
    private static readonly HubRecords s_nothing = new()
    {
        Records = [],
        Handoffs = [],
        OnboardedDeals = [],
        Onboardings = [],
    };

    [Fact]
    public void The_order_in_which_records_are_held_does_not_matter()
    {
        Filed[] records = [Note("first", 8), Note("second", 8)];

        Assert.Equal(EndState.Of(s_nothing, records, []), EndState.Of(s_nothing, records.Reverse(), []));
    }

    [Fact]
    public void Instants_count_by_the_day()
    {
        Assert.Equal(EndState.Of(s_nothing, [Note("n", 8)], []), EndState.Of(s_nothing, [Note("n", 9)], []));
        Assert.Contains("noted_at=2026-03-04", EndState.Of(s_nothing, [Note("n", 8)], []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_more_or_less_changes_the_hash() => Assert.NotEqual(
        EndState.HashOf(EndState.Of(s_nothing, [Note("n", 8)], [])),
        EndState.HashOf(EndState.Of(s_nothing, [Note("n", 8), Note("n", 8)], [])));

    [Fact]
    public void The_same_record_on_two_sides_is_two_lines() =>
        Assert.Equal(2, EndState.Of(s_nothing, [Note("n", 8)], [Note("n", 8)]).Count(sign => sign == '\n'));

    private static Filed Note(string subject, int hour) => new(RecordKind.Note, subject, FieldMap.Of(
        ("noted_at", new FieldValue.Instant(new DateTimeOffset(2026, 3, 4, hour, 0, 0, TimeSpan.Zero)))));
}
