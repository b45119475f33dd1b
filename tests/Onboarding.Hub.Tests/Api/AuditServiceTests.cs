using System.Globalization;

using Grpc.Core;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Sync.Links;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>An audit over the API, from the first file to the report.</summary>
public sealed class AuditServiceTests
{
    [Fact]
    [Trait("Requirement", "A2.1")]
    [Trait("Requirement", "A2.4")]
    [Trait("Requirement", "A2.10")]
    public async Task Files_and_synced_deals_make_a_report()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.Audit audit = await calls.CallAsync<V1.Audit>("CreateAudit", new V1.CreateAuditRequest
        {
            Parent = AcmeWorld.Workspace,
            Audit = new V1.Audit { DisplayName = "The year before", TierTargetDays = { ["high_touch"] = 60 } },
            RequestId = "audit",
        });
        Assert.Equal((2025, 3, 2), (audit.FromDate.Year, audit.FromDate.Month, audit.FromDate.Day));
        Assert.Equal(90, audit.TargetDays);

        // 1,200 deals in two pieces; each reaches value after 20 to 59 days and is complete 50 days later.
        audit = await ImportAsync(calls, audit, V1.AuditRowKind.Deals, "deals-1", Deals(0, 600));
        audit = await ImportAsync(calls, audit, V1.AuditRowKind.Deals, "deals-2", Deals(600, 600));
        audit = await ImportAsync(
            calls, audit, V1.AuditRowKind.Churn, "churn", "account,churned_on,reason\nA-1,2025-09-01,stuck in set-up\n");
        Assert.Equal([1_200, 1], audit.Rows.Select(rows => rows.Count));

        V1.AuditReport report = await calls.CallAsync<V1.AuditReport>(
            "GenerateAuditReport", new V1.GenerateAuditReportRequest { Name = audit.Name, RequestId = "report" });
        // The world's own deal was won on the day that ends the period.
        Assert.Equal(1_200, Find(report, "deals").Value);
        Assert.Contains(report.LeftOut, part => part.Reason == "deals won after the period" && part.Count == 1);
        V1.AuditFigure value = Find(report, "time_to_value");
        Assert.Equal((1_200, 39.5), (value.CaseCount, value.Value));
        Assert.NotEmpty(value.Definition);
        Assert.Equal(0.525, Find(report, "complete_within_target").Value, 1e-9);
        Assert.Equal(report, await calls.CallAsync<V1.AuditReport>(
            "GetAuditReport", new V1.GetAuditReportRequest { Name = audit.Name }));
    }

    [Fact]
    [Trait("Requirement", "A2.1")]
    public async Task The_same_file_again_changes_nothing_however_it_is_cut()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        var audit = new V1.Audit { Name = AcmeWorld.Audit };
        V1.Audit once = await ImportAsync(calls, audit, V1.AuditRowKind.Deals, "all", Deals(0, 300));
        V1.Audit first = await ImportAsync(calls, audit, V1.AuditRowKind.Deals, "half", Deals(0, 150));
        V1.Audit again = await ImportAsync(calls, audit, V1.AuditRowKind.Deals, "rest", Deals(150, 150));
        Assert.Equal(once, first);
        Assert.Equal(once, again);

        V1.AuditReport report = await ReportAsync(calls, "one");
        Assert.Equal(report, await ReportAsync(calls, "two"));
        await ImportAsync(calls, audit, V1.AuditRowKind.Deals, "corrected", "deal,first_value_on\nD-1,2025-12-01\n");
        Assert.Equal(report.Number + 1, (await ReportAsync(calls, "three")).Number);
    }

    [Fact]
    [Trait("Requirement", "A2.1")]
    public async Task Six_thousand_deals_are_imported_in_pieces_and_reported()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        var audit = new V1.Audit { Name = AcmeWorld.Audit };
        for (int piece = 0; piece < 6; piece++)
        {
            audit = await ImportAsync(calls, audit, V1.AuditRowKind.Deals, $"piece-{piece}", Deals(piece * 1_000, 1_000));
        }

        Assert.Equal(6_000, audit.Rows.Single().Count);
        V1.AuditReport report = await ReportAsync(calls, "report");
        Assert.Equal((6_000, 39.5), (Find(report, "time_to_value").CaseCount, Find(report, "time_to_value").Value));
    }

    [Fact]
    public async Task A_file_with_a_fault_is_refused_whole_with_line_and_column()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        var request = new V1.ImportAuditRowsRequest
        {
            Name = AcmeWorld.Audit,
            Kind = V1.AuditRowKind.Deals,
            Source = Deals(0, 20) + "D-X,A-X,yesterday,,\n",
            RequestId = "faulty",
        };
        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => calls.CallAsync<V1.Audit>("ImportAuditRows", request));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains("line 22, column 9: 'won_on' is no day", failure.Status.Detail, StringComparison.Ordinal);
        V1.Audit audit = await calls.CallAsync<V1.Audit>("GetAudit", new V1.GetAuditRequest { Name = AcmeWorld.Audit });
        Assert.Empty(audit.Rows);

        request.Source = Deals(0, 20);
        request.ValidateOnly = true;
        Assert.Equal(20, (await calls.CallAsync<V1.Audit>("ImportAuditRows", request)).Rows.Single().Count);
        audit = await calls.CallAsync<V1.Audit>("GetAudit", new V1.GetAuditRequest { Name = AcmeWorld.Audit });
        Assert.Empty(audit.Rows);
    }

    [Fact]
    [Trait("Requirement", "A2.3")]
    public async Task Ids_of_the_platform_lead_to_what_was_synced()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        await host.Dispatcher.RunAsync(
            new WorkspaceId("acme"), [], batch =>
            {
                batch.Write(Linked("Account", AcmeWorld.AccountId, "001A"));
                batch.Write(Linked("Opportunity", AcmeWorld.OpportunityId, "006A"));
                // Another record of another kind with the same id must not come between.
                batch.Write(Linked("Contact", AcmeWorld.ContactId, "001A"));
                return true;
            },
            CancellationToken.None);
        var audit = new V1.Audit { Name = AcmeWorld.Audit };
        await ImportAsync(calls, audit, V1.AuditRowKind.Deals, "deal", "deal,won_on\n006A,2025-06-01\n");
        await ImportAsync(calls, audit, V1.AuditRowKind.Churn, "churn", "account,churned_on\n001A,2025-08-01\n");
        V1.AuditReport report = await ReportAsync(calls, "report");
        Assert.Equal(1, Find(report, "deals").Value);
        Assert.Equal(1, Find(report, "churn").MatchCount);
        Assert.Empty(report.LeftOut);
    }

    [Fact]
    public async Task An_audit_without_a_report_says_so()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        V1.Audit fresh = await calls.CallAsync<V1.Audit>("CreateAudit", AcmeWorld.Requests["CreateAudit"]);
        Failed failed = await calls.FailAsync("GetAuditReport", new V1.GetAuditReportRequest { Name = fresh.Name });
        Assert.Equal((StatusCode.FailedPrecondition, "STATE_CONFLICT"), (failed.Code, failed.Reason));
    }

    internal static string Deals(int from, int count) => "deal,account,won_on,first_value_on,completed_on\n" + string.Concat(
        Enumerable.Range(from, count).Select(number =>
        {
            DateOnly won = new DateOnly(2025, 4, 1).AddDays(number % 200);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"D-{number},A-{number},{won:yyyy-MM-dd},{won.AddDays(20 + (number % 40)):yyyy-MM-dd},{won.AddDays(70 + (number % 40)):yyyy-MM-dd}\n");
        }));

    internal static Task<V1.Audit> ImportAsync(RawCalls calls, V1.Audit audit, V1.AuditRowKind kind, string requestId, string source) =>
        calls.CallAsync<V1.Audit>("ImportAuditRows", new V1.ImportAuditRowsRequest
        {
            Name = audit.Name,
            Kind = kind,
            Source = source,
            RequestId = requestId,
        });

    internal static Task<V1.AuditReport> ReportAsync(RawCalls calls, string requestId) => calls.CallAsync<V1.AuditReport>(
        "GenerateAuditReport", new V1.GenerateAuditReportRequest { Name = AcmeWorld.Audit, RequestId = requestId });

    private static V1.AuditFigure Find(V1.AuditReport report, string key) =>
        report.Figures.Single(figure => figure.Key == key && figure.Dimension == "all");

    private static Link Linked(string stream, Guid resource, string id) => new()
    {
        Connection = new ConnectionId("crm"),
        Stream = stream,
        ResourceKey = resource.ToString(),
        ExternalId = id,
        State = LinkState.Linked,
        Base = FieldMap.None,
        Altered = FieldMap.None,
        Dirty = false,
        ModifiedAt = null,
    };

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
