using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Maintenance;
using Onboarding.Hub.Tests.Model.Audits;
using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>Each period is looked back at once, after its end.</summary>
public sealed class MaintenanceReviewsTests : IAsyncLifetime
{
    private static readonly WorkspaceId s_workspace = new("acme");

    private readonly SqliteStore _store = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    [Trait("Requirement", "A18.1")]
    [Trait("Requirement", "A18.8")]
    public async Task A_month_and_a_quarter_are_reviewed_on_the_day_after_their_end_and_only_once()
    {
        var dispatcher = new Dispatcher(_store.Hub.Journal, _clock);
        await dispatcher.RunAsync(
            s_workspace,
            [Aggregates.Workspace.Stream(s_workspace.Value)],
            batch => batch.Apply(
                Aggregates.Workspace, s_workspace.Value, new WorkspaceCommand.Create(s_workspace, Settings.TwoTiers),
                new Origin("test", "call:1")),
            CancellationToken.None);
        for (int i = 0; i < 6; i++)
        {
            var id = new OnboardingId(IdSource.From("maintenance", $"{i}"));
            await dispatcher.RunAsync(
                s_workspace,
                [Aggregates.Onboarding.Stream(id.ToString())],
                batch => batch.Apply(
                    Aggregates.Onboarding, id.ToString(), new OnboardingCommand.Begin(Starts.Of(Plans.Chain(2, 3)) with { Id = id }),
                    new Origin("test", "call:2")),
                CancellationToken.None);
        }

        await ReviewAtAsync(dispatcher, new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero));
        Assert.Empty(await ReviewsAsync());

        await ReviewAtAsync(dispatcher, new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero));
        await ReviewAtAsync(dispatcher, new DateTimeOffset(2026, 4, 2, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(["month-2026-03|1", "quarter-2026-1|1"], await ReviewsAsync());
        ReviewState march = Aggregates.Review.ReadState((await _store.Hub.Journal.LoadAsync(
            s_workspace, [Aggregates.Review.Stream("month-2026-03")], null, CancellationToken.None)).Aggregates.Single().State);
        Assert.Equal(6, march.Findings.Single(finding => finding.Rule == "stalled_share").Cases);
    }

    [Fact]
    [Trait("Requirement", "A9.7")]
    public async Task Time_to_value_is_held_against_the_audit_that_was_reported_last()
    {
        var dispatcher = new Dispatcher(_store.Hub.Journal, _clock);
        await dispatcher.RunAsync(
            s_workspace,
            [Aggregates.Workspace.Stream(s_workspace.Value), Aggregates.Audit.Stream("old"), Aggregates.Audit.Stream("new")],
            batch =>
            {
                var origin = new Origin("test", "call:1");
                batch.Apply(
                    Aggregates.Workspace, s_workspace.Value, new WorkspaceCommand.Create(s_workspace, Settings.TwoTiers), origin);
                foreach (string key in new[] { "old", "new" })
                {
                    batch.Apply(Aggregates.Audit, key, new AuditCommand.Create(
                        key, key, AuditScene.Begun.From, AuditScene.Begun.Until, AuditScene.Begun.Targets), origin);
                }

                return batch.Apply(Aggregates.Audit, "old", new AuditCommand.TakeReport(ReportOf(200)), origin);
            },
            CancellationToken.None);
        _clock.Advance(TimeSpan.FromDays(1));
        await dispatcher.RunAsync(
            s_workspace, [Aggregates.Audit.Stream("new")],
            batch => batch.Apply(Aggregates.Audit, "new", new AuditCommand.TakeReport(ReportOf(40)), new Origin("test", "call:2")),
            CancellationToken.None);
        _clock.SetUtcNow(new DateTimeOffset(2026, 3, 23, 9, 0, 0, TimeSpan.Zero));
        for (int i = 0; i < 6; i++)
        {
            var id = new OnboardingId(IdSource.From("maintenance", $"{i}"));
            await dispatcher.RunAsync(
                s_workspace,
                [Aggregates.Onboarding.Stream(id.ToString())],
                batch =>
                {
                    var origin = new Origin("test", "call:3");
                    batch.Apply(
                        Aggregates.Onboarding, id.ToString(), new OnboardingCommand.Begin(Starts.Of(Plans.Small) with { Id = id }), origin);
                    return batch.Apply(Aggregates.Onboarding, id.ToString(), new OnboardingCommand.ObserveFacts(FieldMap.Of(
                        ("first_value_on", new FieldValue.Date(new DateOnly(2026, 3, 22))))), origin);
                },
                CancellationToken.None);
        }

        await ReviewAtAsync(dispatcher, new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero));
        ReviewState march = Aggregates.Review.ReadState((await _store.Hub.Journal.LoadAsync(
            s_workspace, [Aggregates.Review.Stream("month-2026-03")], null, CancellationToken.None)).Aggregates.Single().State);
        ReviewFinding finding = march.Findings.Single(one => one.Rule == "time_to_value");
        Assert.Contains("below the baseline of 40 days", finding.Words, StringComparison.Ordinal);
    }

    private static AuditReport ReportOf(int days) =>
        AuditScene.Report(Enumerable.Range(0, 6).Select(number => AuditScene.Deal($"D{number}", AuditScene.Begun.From, days)));

    private Task ReviewAtAsync(Dispatcher dispatcher, DateTimeOffset at)
    {
        _clock.SetUtcNow(at);
        return new MaintenanceReviews(
            _store.Hub.Journal, new PortfolioReads(_store.Hub.Journal, _store.Hub.Aggregates), dispatcher, _clock, NullLogger<MaintenanceReviews>.Instance)
            .RunAsync(CancellationToken.None);
    }

    private Task<IReadOnlyList<string>> ReviewsAsync() =>
        _store.QueryAsync("select key, version from aggregates where kind = 'review' order by key");
}
