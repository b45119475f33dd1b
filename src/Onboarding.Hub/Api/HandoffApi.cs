using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Handoffs;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves handoffs.</summary>
internal sealed class HandoffApi(AggregateReads reads, AggregateChanges changes) : V1.HandoffService.HandoffServiceBase
{
    public override async Task<V1.Handoff> GetHandoff(V1.GetHandoffRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Handoffs);
        return Handoffs.ToWire(await reads.GetAsync(Aggregates.Handoff, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListHandoffsResponse> ListHandoffs(
        V1.ListHandoffsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter
        {
            Parent = CallContext.KeyWithin(parent.Workspace, request.Opportunity, Collection.Opportunities,
                "opportunity"),
            State = Handoffs.Filter(request.State),
            Tier = CallContext.Filter(request.Tier),
        };
        (IEnumerable<Held<HandoffState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Handoff, Collection.Handoffs, filter, PageQuery.Of(request, context),
                context.CancellationToken);
        return new V1.ListHandoffsResponse { Handoffs = { shown.Select(Handoffs.ToWire) }, NextPageToken = next };
    }

    public override async Task<V1.Handoff> AssignCsOwner(V1.AssignCsOwnerRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Handoffs);
        Change change = Change.Of(request, name, CallerRole.Member, context) with { Field = "cs_owner" };
        var assign = new HandoffCommand.AssignCsOwner(Texts.Mail(request.CsOwner, "cs_owner"));
        return Handoffs.ToWire(await changes.ChangeAsync(change, Aggregates.Handoff, assign));
    }
}
