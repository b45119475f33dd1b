using System.Collections.Immutable;

using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("annual_recurring_revenue < 50000", "49999.99", true)]
    [InlineData("annual_recurring_revenue < 50000", "50000", false)]
    [InlineData("annual_recurring_revenue <= 50000", "50000", true)]
    [InlineData("annual_recurring_revenue <= 50000", "50000.01", false)]
    [InlineData("annual_recurring_revenue > 50000", "50000", false)]
    [InlineData("annual_recurring_revenue > 50000", "50000.01", true)]
    [InlineData("annual_recurring_revenue >= 50000", "49999.99", false)]
    [InlineData("annual_recurring_revenue >= 50000", "50000", true)]
    [InlineData("annual_recurring_revenue = 50000", "50000.00", true)]
    [InlineData("annual_recurring_revenue != 50000", "50000", false)]
    public void A_comparison_holds_up_to_its_edge_and_not_beyond(string words, string found, bool holds)
    {
        var number = new FieldValue.Number(decimal.Parse(found, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(holds, Read(words).Evaluate(FieldMap.Of(("annual_recurring_revenue", number))).Holds);
    }

    [Theory]
    [InlineData("first_login_on < 2026-02-01", "2026-01-31", true)]
    [InlineData("first_login_on < 2026-02-01", "2026-02-01", false)]
    [InlineData("first_login_on >= 2026-02-01", "2026-02-01", true)]
    public void Days_compare_as_days(string words, string found, bool holds)
    {
        var day = new FieldValue.Date(DateOnly.Parse(found, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(holds, Read(words).Evaluate(FieldMap.Of(("first_login_on", day))).Holds);
    }

    [Theory]
    [InlineData("annual_recurring_revenue < 50000", false)]
    [InlineData("annual_recurring_revenue >= 50000", false)]
    [InlineData("annual_recurring_revenue = 0", false)]
    [InlineData("annual_recurring_revenue != 0", true)]
    [InlineData("annual_recurring_revenue is filled", false)]
    [InlineData("annual_recurring_revenue is missing", true)]
    public void What_is_not_known_never_makes_a_rule_fire(string words, bool holds)
    {
        Assert.Equal(holds, Read(words).Evaluate(FieldMap.None).Holds);
        Assert.Equal(holds, Read(words).Evaluate(FieldMap.Of(("annual_recurring_revenue", FieldValue.Nothing))).Holds);
    }

    [Theory]
    [InlineData("{all: [complexity = high, strategic = true]}", true, true)]
    [InlineData("{all: [complexity = high, strategic = true]}", false, false)]
    [InlineData("{any: [complexity = low, strategic = true]}", true, true)]
    [InlineData("{any: [complexity = low, strategic = true]}", false, false)]
    [InlineData("{not: {any: [complexity = low, strategic = true]}}", false, true)]
    [InlineData("{field: complexity, comparison: equal, value: high}", false, true)]
    [InlineData("{field: path, comparison: missing}", false, true)]
    public void Conditions_are_joined_by_all_any_and_not(string yaml, bool strategic, bool holds)
    {
        FieldMap facts = FieldMap.Of(
            ("complexity", FieldValue.OfText("high")), ("strategic", new FieldValue.Flag(strategic)));
        Assert.Equal(holds, Read(yaml).Evaluate(facts).Holds);
    }

    [Fact]
    public void The_short_and_the_long_form_are_the_same_condition() => Assert.Equal(
        Read("annual_recurring_revenue>=50000"),
        Read("{field: annual_recurring_revenue, comparison: at_least, value: 50000}"));

    [Fact]
    public void A_text_may_be_quoted_and_hold_signs() => Assert.Equal(
        new Condition.Compare("industry", Comparison.Equal, FieldValue.OfText("Iron >= Steel")),
        Read("\"industry = 'Iron >= Steel'\""));

    [Fact]
    public void A_verdict_explains_every_comparison()
    {
        FieldMap facts = FieldMap.Of(("annual_recurring_revenue", new FieldValue.Number(49_999)));
        Verdict verdict = Read("{any: [annual_recurring_revenue >= 50000, complexity = high]}").Evaluate(facts);

        Assert.False(verdict.Holds);
        Assert.Equal(
            "annual_recurring_revenue >= 50000: no, it is 49999; complexity = high: no, it is unset",
            verdict.ToString());
    }

    [Theory]
    [InlineData("shoe_size > 40", "'shoe_size' is no field of an account; known are name, ")]
    [InlineData("strategic = maybe", "strategic is a flag and cannot be compared with 'maybe'")]
    [InlineData("strategic > true", "strategic is a Flag and has no order")]
    [InlineData("complexity = hard", "complexity takes one of low, medium, high, not 'hard'")]
    [InlineData("complexity =", "complexity: 'Equal' needs a value")]
    [InlineData("first_login_on > yesterday", "first_login_on is a date and cannot be compared with 'yesterday'")]
    [InlineData("complexity", "'complexity' is no condition; write it like")]
    [InlineData("complexity ! high", "'complexity ! high' is no condition; write it like")]
    [InlineData("{all: []}", "all: at least one part is needed here")]
    [InlineData("{any: [], all: []}", "a condition is one of all, any, not, or a field with comparison and value")]
    [InlineData("{field: complexity}", "field and comparison belong together, and value goes with them alone")]
    [InlineData("{field: complexity, comparison: filled, value: high}", "complexity: 'Filled' takes no value")]
    [InlineData("{field: complexity, comparison: equal}", "complexity: 'Equal' needs a value")]
    public void A_condition_that_makes_no_sense_is_refused(string yaml, string expected)
    {
        var faults = new FileFaults("f");
        ConditionReader.Read(YamlDocument.Read(yaml, faults)!, ResourceKind.Account);
        Assert.StartsWith(expected, faults.ToImmutable()[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_nothing_can_never_hold()
    {
        ImmutableArray<string> faults = ConditionCheck.Faults(new Condition.Any([]), ResourceKind.Account);
        Assert.Equal(["'any' without parts can never hold"], faults, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("{all: [active_user_share > 0.5, active_user_share < 0.5]}", true)]
    [InlineData("{all: [active_user_share >= 0.5, active_user_share <= 0.5]}", false)]
    [InlineData("{all: [active_user_share > 0.5, active_user_share <= 0.5]}", true)]
    [InlineData("{all: [active_user_share = 0.5, active_user_share > 0.5]}", true)]
    [InlineData("{all: [path = smb, path = enterprise]}", true)]
    [InlineData("{all: [path = smb, path != smb]}", true)]
    [InlineData("{all: [path is missing, path = smb]}", true)]
    [InlineData("{all: [path is missing, path != smb]}", false)]
    [InlineData("{all: [path = smb, {all: [path = enterprise]}]}", true)]
    [InlineData("{any: [path = smb, path = enterprise]}", false)]
    [InlineData("{any: [{all: [path = smb, path = enterprise]}, path = smb]}", false)]
    [InlineData("{all: [first_login_on > 2026-01-02, first_login_on < 2026-01-01]}", true)]
    public void A_condition_that_can_never_hold_is_found(string yaml, bool contradicts) =>
        Assert.Equal(contradicts, ConditionReach.Contradiction(Read(yaml)) is not null);

    private static Condition Read(string yaml)
    {
        var faults = new FileFaults("f");
        Condition? condition = ConditionReader.Read(YamlDocument.Read(yaml, faults)!, ResourceKind.Account);
        Assert.Empty(faults.ToImmutable());
        return condition!;
    }
}
