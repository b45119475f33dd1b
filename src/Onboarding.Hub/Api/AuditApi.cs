using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves audits of how onboarding went before.</summary>
internal sealed class AuditApi(AggregateReads reads, AggregateChanges changes, AuditDesk desk, TimeProvider clock)
    : V1.AuditService.AuditServiceBase
{
    public override async Task<V1.Audit> GetAudit(V1.GetAuditRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Audits);
        return Audits.ToWire(await reads.GetAsync(Aggregates.Audit, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListAuditsResponse> ListAudits(V1.ListAuditsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        (IEnumerable<Held<AuditState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Audit, Collection.Audits, new AggregateFilter(), PageQuery.Of(request, context),
            context.CancellationToken);
        return new V1.ListAuditsResponse { Audits = { shown.Select(Audits.ToWire) }, NextPageToken = next };
    }

    public override async Task<V1.Audit> CreateAudit(V1.CreateAuditRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var target = ResourceName.Of(
            parent.Workspace, Collection.Audits,
            ResourceChanges.NewId(Collection.Audits, request, parent.Workspace, (request.AuditId, "audit_id")));
        Change change = Change.Of(request, target, CallerRole.Member, context) with { Field = "audit" };
        WorkspaceSettings settings =
            (await reads.GetAsync(Aggregates.Workspace, parent, context.CancellationToken)).State.Settings;
        AuditCommand.Create create = Audits.FromWire(
            request.Audit, target.Key, settings.Calendar.DayOf(clock.GetUtcNow()));
        return Audits.ToWire(await changes.DecideAsync(change, Aggregates.Audit, [], _ => create));
    }

    public override async Task<V1.Audit> ImportAuditRows(V1.ImportAuditRowsRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Audits);
        Change change = Change.Of(request, name, CallerRole.Member, context)
            with { Field = "source", ValidateOnly = request.ValidateOnly };
        return Audits.ToWire(await desk.ImportAsync(change, Audits.KindOf(request.Kind), request.Source));
    }

    public override async Task<V1.AuditReport> GenerateAuditReport(
        V1.GenerateAuditReportRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Audits);
        Change change = Change.Of(request, name, CallerRole.Member, context);
        return AuditReports.ToWire(await desk.ReportAsync(change));
    }

    public override async Task<V1.AuditReport> GetAuditReport(V1.GetAuditReportRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Audits);
        Held<AuditState> audit = await reads.GetAsync(Aggregates.Audit, name, context.CancellationToken);
        return audit.State.Report is not null
            ? AuditReports.ToWire(audit)
            : throw Refuse.Conflict(name.ToString(), $"{name} has no report yet; generate one.");
    }
}
