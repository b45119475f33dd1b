using System.Collections.Immutable;

using Onboarding.Cli.Demo.Checking;
using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;

using Xunit;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>The comparison at the end of the demo is worth what it finds: each defect is planted and must be named.</summary>
public sealed class ComparisonTests
{
    private static readonly Filed s_alder = Account("Alder Foods", ("industry", FieldValue.OfText("Retail")));
    private static readonly Filed s_birch = Account("Birch Paper", ("strategic", new FieldValue.Flag(false)));

    [Fact]
    public void Equal_sides_have_no_findings() => Assert.True(Compare([s_alder, s_birch], [s_birch, s_alder]).IsClean);

    [Fact]
    public void A_record_that_never_arrived_is_lost() =>
        Assert.Equal(["account Birch Paper is missing on CRM"], Compare([s_alder, s_birch], [s_alder]).Lost.AsEnumerable());

    [Fact]
    public void A_record_that_the_hub_never_took_in_is_lost() =>
        Assert.Equal(["account Birch Paper of CRM is missing in the hub"], Compare([s_alder], [s_alder, s_birch]).Lost.AsEnumerable());

    [Fact]
    public void Each_record_beyond_the_first_is_a_duplicate()
    {
        Assert.Equal(2, Compare([s_alder], [s_alder, s_alder, s_alder]).Duplicated.Length);
        Assert.Equal(["account Alder Foods is doubled in the hub"], Compare([s_alder, s_alder], [s_alder]).Duplicated.AsEnumerable());
    }

    [Fact]
    public void A_field_that_differs_is_named_with_both_values() => Assert.Equal(
        ["account Alder Foods: industry is 'Retail' in the hub and 'Energy' on CRM"],
        Compare([s_alder], [Account("Alder Foods", ("industry", FieldValue.OfText("Energy")))]).Inconsistent.AsEnumerable());

    [Fact]
    public void A_field_that_one_side_lost_is_found() => Assert.Equal(
        ["account Alder Foods: industry is 'Retail' in the hub and nothing on CRM"],
        Compare([s_alder], [Account("Alder Foods", ("industry", FieldValue.Nothing))]).Inconsistent.AsEnumerable());

    [Fact]
    public void Not_ticked_and_never_said_are_the_same() =>
        Assert.True(Compare([Account("Birch Paper", ("strategic", FieldValue.Nothing))], [s_birch]).IsClean);

    [Fact]
    public void The_chain_from_deal_to_onboarding_is_counted_link_by_link()
    {
        var comparison = new Comparison();
        comparison.AddChain(["won", "won twice", "never asked"], new HubRecords
        {
            Records = [],
            Handoffs = [("won", true), ("won twice", true), ("won twice", true), ("not won", false)],
            OnboardedDeals = ["won twice", "won twice"],
            Onboardings = [],
        });

        Assert.Equal(
            [
                "the won deal never asked has no handoff", "the handoff of not won has no won deal",
                "the complete handoff of won has no onboarding",
            ],
            comparison.Findings.Lost.AsEnumerable());
        Assert.Equal(
            ["the deal won twice has 2 handoffs", "the deal won twice has 2 onboardings"], comparison.Findings.Duplicated.AsEnumerable());
    }

    private static Findings Compare(Filed[] hub, Filed[] there)
    {
        var mapping = new Mapping
        {
            Revision = "test",
            Streams = [new StreamMapping { Stream = "Account", Kind = RecordKind.Account, Creates = true, Fields = [] }],
        };
        var comparison = new Comparison();
        comparison.AddPlatform("CRM", mapping, hub, there);
        return comparison.Findings;
    }

    private static Filed Account(string name, params (string, FieldValue)[] fields) =>
        new(RecordKind.Account, name, FieldMap.Of(fields));
}
