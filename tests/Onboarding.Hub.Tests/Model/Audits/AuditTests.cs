using System.Collections.Immutable;

using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Files;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Journal;

using Xunit;

using static Onboarding.Hub.Tests.Model.Audits.AuditScene;

namespace Onboarding.Hub.Tests.Model.Audits;

/// <summary>Audits and their lines as aggregates.</summary>
public sealed class AuditTests
{
    private static readonly AuditTargets s_targets = new(90, ImmutableSortedDictionary<string, int>.Empty);

    [Theory]
    [InlineData("2025-01-01", "2025-01-01", 90)]
    [InlineData("2025-01-02", "2025-01-01", 90)]
    [InlineData("2022-12-31", "2026-01-01", 90)]
    [InlineData("2025-01-01", "2026-01-01", 0)]
    [InlineData("2025-01-01", "2026-01-01", 731)]
    public void A_period_or_target_out_of_bounds_is_refused(string from, string until, int days)
    {
        var create = new AuditCommand.Create("audit", "Before", Day(from), Day(until), s_targets with { Days = days });
        Assert.Equal(RefusalReason.InvalidField, Refused(null, create));
    }

    [Fact]
    public void An_audit_is_created_once_and_before_anything_else()
    {
        var create = new AuditCommand.Create("audit", "Before", Begun.From, Begun.Until, s_targets);
        Assert.Equal(RefusalReason.AlreadyExists, Refused(Begun, create));
        Assert.Equal(RefusalReason.NotFound, Refused(null, new AuditCommand.NoteImport(AuditRowKind.Deals, 1, 0)));
    }

    [Fact]
    [Trait("Requirement", "A2.1")]
    public void The_same_line_again_changes_nothing()
    {
        var take = new AuditRowCommand.Take("audit", Deal("D", Begun.From, 10));
        AuditRowState row = Apply(Aggregates.AuditRow, null, take, Now);
        var again = Assert.IsType<Decision<AuditRowEvent>.Accepted>(Aggregates.AuditRow.Decide(row, take, Now.AddDays(1)));
        Assert.Empty(again.Events);
        var nothing = Assert.IsType<Decision<AuditEvent>.Accepted>(
            Aggregates.Audit.Decide(Begun, new AuditCommand.NoteImport(AuditRowKind.Deals, 0, 0), Now));
        Assert.Empty(nothing.Events);
    }

    [Fact]
    public void A_later_line_adds_and_corrects_but_does_not_take_away()
    {
        AuditRowState row = Apply(Aggregates.AuditRow, null, new AuditRowCommand.Take("audit", Deal("D", Begun.From, 10, 20)), Now);
        row = Apply(Aggregates.AuditRow, row, new AuditRowCommand.Take(
            "audit", new AuditRow.Deal("D") { FirstValueOn = Begun.From.AddDays(12), FirstActivityOn = Begun.From }), Now);
        var deal = (AuditRow.Deal)row.Row;
        Assert.Equal(
            (Begun.From, Begun.From.AddDays(12), Begun.From.AddDays(20)), (deal.FirstActivityOn, deal.FirstValueOn, deal.CompletedOn));
    }

    [Fact]
    public void Lines_beyond_the_bound_are_refused()
    {
        AuditState full = Evolve(Begun, new AuditCommand.NoteImport(AuditRowKind.Deals, AuditLimits.RowsMax, 0));
        Assert.Equal(RefusalReason.StateConflict, Refused(full, new AuditCommand.NoteImport(AuditRowKind.Deals, 1, 0)));
        Assert.Equal(1, Evolve(full, new AuditCommand.NoteImport(AuditRowKind.Churn, 1, 0)).Rows[AuditRowKind.Churn]);
    }

    [Fact]
    [Trait("Requirement", "A2.10")]
    public void A_report_that_says_the_same_is_no_new_report()
    {
        AuditReport report = Report([Deal("D", Begun.From, 10)]);
        AuditState reported = Evolve(Begun, new AuditCommand.TakeReport(report));
        Assert.Equal(1, reported.Reports);
        AuditReport same = Report([Deal("D", Begun.From, 10)]);
        Assert.Equal(1, Evolve(reported, new AuditCommand.TakeReport(same)).Reports);
        Assert.Equal(2, Evolve(reported, new AuditCommand.TakeReport(Report([]))).Reports);
    }

    [Fact]
    public void States_are_read_as_they_were_written_and_lists_leave_the_report_out()
    {
        AuditState reported = Evolve(Begun, new AuditCommand.TakeReport(Report([Deal("D", Begun.From, 10)])));
        string json = System.Text.Json.JsonSerializer.Serialize(reported, ModelJson.Default.AuditState);
        Assert.Equal(json, System.Text.Json.JsonSerializer.Serialize(
            Aggregates.Audit.ReadState(json), ModelJson.Default.AuditState));
        Assert.Null(Aggregates.Audit.ReadState(Aggregates.Audit.Index(reported).Summary!).Report);
    }

    [Fact]
    public void A_line_is_written_without_what_follows_from_it()
    {
        AuditRowState row = Apply(Aggregates.AuditRow, null, new AuditRowCommand.Take("audit", Deal("D", Begun.From, 10)), Now);
        string json = System.Text.Json.JsonSerializer.Serialize(row, ModelJson.Default.AuditRowState);
        Assert.DoesNotContain("\"key\"", json, StringComparison.Ordinal);
        Assert.Equal(json, System.Text.Json.JsonSerializer.Serialize(
            Aggregates.AuditRow.ReadState(json), ModelJson.Default.AuditRowState));
    }

    private static RefusalReason Refused(AuditState? state, AuditCommand command) =>
        Assert.IsType<Decision<AuditEvent>.Refused>(Aggregates.Audit.Decide(state, command, Now)).Refusal.Reason;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
