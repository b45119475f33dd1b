using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Files;
using Onboarding.Model.Fields;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Audits;

/// <summary>Files for audits: read exactly as they stand, or refused with the place of each fault.</summary>
public sealed class AuditFileTests
{
    [Fact]
    [Trait("Requirement", "A2.1")]
    public void A_file_of_deals_is_read_with_quotes_facts_and_handoff_fields()
    {
        const string text = "\uFEFFdeal,account,won_on,completed_on,fact.industry,fact.strategic,fact.employee_count,handoff.goals\r\n"
            + "D-1,A-1,2025-03-04,,\"Rail, \"\"heavy\"\"\",yes,1200,Faster\r\n"
            + "\r\n"
            + "D-2,A-2,2025-03-05,2025-05-01,\"two\nlines\",no,,\n";
        AuditRow.Deal[] deals = [.. Rows(AuditRowKind.Deals, text).Cast<AuditRow.Deal>()];

        Assert.Equal(["D-1", "D-2"], deals.Select(deal => deal.Id));
        Assert.Equal(new DateOnly(2025, 3, 4), deals[0].WonOn);
        Assert.Null(deals[0].CompletedOn);
        Assert.Equal("Rail, \"heavy\"", deals[0].Facts.TextOf("industry"));
        Assert.Equal(new FieldValue.Number(1200), deals[0].Facts.Get("employee_count"));
        Assert.Equal("two\nlines", deals[1].Facts.TextOf("industry"));
        Assert.Null(deals[1].Facts.Get("employee_count"));
        Assert.True(deals[0].Handoff["goals"]);
        Assert.False(deals[1].Handoff["goals"]);
    }

    [Fact]
    [Trait("Requirement", "A2.3")]
    [Trait("Requirement", "A2.5")]
    public void Churn_and_feedback_come_as_files()
    {
        var churn = (AuditRow.Churn)Rows(AuditRowKind.Churn, "account,churned_on,voluntary,reason\nA-1,2025-06-01,yes,Never got going").Single();
        Assert.Equal(new AuditRow.Churn("A-1", new DateOnly(2025, 6, 1), true, "Never got going"), churn);
        var answer = (AuditRow.Feedback)Rows(AuditRowKind.Feedback, "feedback,score,text\nF-1,10,\n").Single();
        Assert.Equal(new AuditRow.Feedback("F-1", null, 10), answer);
    }

    [Theory]
    [InlineData("", "line 1, column 1: the file is empty")]
    [InlineData("deal,price\n", "line 1, column 6: 'price' is no column")]
    [InlineData("deal,fact.website\n", "line 1, column 6: 'fact.website' is no column")]
    [InlineData("deal;won_on\n", "line 1, column 1: 'deal;won_on' is no column")]
    [InlineData("deal,deal\n", "line 1, column 6: the column 'deal' is there twice")]
    [InlineData("won_on\n", "line 1, column 1: the column 'deal' is missing")]
    [InlineData("deal,won_on\nD-1\n", "line 2, column 1: 1 fields, but 2 columns")]
    [InlineData("deal,won_on\nD-1,04.03.2025\n", "line 2, column 5: 'won_on' is no day")]
    [InlineData("deal,won_on\nD-1,2025-02-29\n", "line 2, column 5: 'won_on' is no day")]
    [InlineData("deal,won_on\nD-1,2025-02-28\n,2025-02-28\n", "line 3, column 1: 'deal' is empty")]
    [InlineData("deal\nD-1\nD-2\nD-1\n", "line 4, column 1: 'D-1' was named in line 2 already")]
    [InlineData("deal,account\nD-1,\"A\n\nD-2,B", "line 2, column 5: the quoted field is never closed")]
    [InlineData("deal,account\nD-1,A\"B\n", "line 2, column 6: a double quote inside a field")]
    [InlineData("deal,account\n\"D\n1\"x,A\n", "line 3, column 3: text after the closing quote")]
    [InlineData("deal\rD-1", "line 1, column 5: a carriage return without a line feed")]
    [InlineData("deal,fact.strategic\nD-1,perhaps", "line 2, column 5: 'strategic' takes yes or no")]
    [InlineData("deal,fact.complexity\nD-1,dreadful", "line 2, column 5: complexity takes one of low, medium, high")]
    [InlineData("deal,fact.employee_count\nD-1,1e9", "line 2, column 5: 'employee_count' takes a number")]
    public void A_fault_names_line_and_column_and_nothing_is_imported(string text, string expected)
    {
        (var rows, var faults) = AuditFile.Read(AuditRowKind.Deals, text);
        Assert.Empty(rows);
        Assert.StartsWith(expected, faults[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_file_is_told_at_once()
    {
        (var rows, var faults) = AuditFile.Read(
            AuditRowKind.Churn, "account,churned_on,voluntary\nA,2025-01-01,maybe\nB,,no\n,2025-01-01,\n");
        Assert.Empty(rows);
        Assert.Equal([(2, 14), (3, 3), (4, 1)], faults.Select(fault => (fault.Line, fault.Column)));
    }

    [Fact]
    public void A_score_lies_between_nought_and_ten()
    {
        foreach (string wrong in new[] { "11", "-1", "7.5", "ten" })
        {
            Assert.Single(AuditFile.Read(AuditRowKind.Feedback, $"feedback,score\nF,{wrong}").Faults);
        }
    }

    [Fact]
    public void More_lines_than_an_import_takes_are_refused_at_the_first_too_many()
    {
        string text = "deal\n" + string.Join('\n', Enumerable.Range(1, 1_001).Select(number => $"D-{number}"));
        (var rows, var faults) = AuditFile.Read(AuditRowKind.Deals, text);
        Assert.Empty(rows);
        Assert.Equal(1_002, faults.Single().Line);
    }

    private static IEnumerable<AuditRow> Rows(AuditRowKind kind, string text)
    {
        (var rows, var faults) = AuditFile.Read(kind, text);
        Assert.Empty(faults);
        return rows;
    }
}
