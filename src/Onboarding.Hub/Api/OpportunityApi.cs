using Grpc.Core;

using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Resources;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves opportunities.</summary>
internal sealed class OpportunityApi(AggregateReads reads, ResourceChanges changes, TriggerExplanations explanations)
    : V1.OpportunityService.OpportunityServiceBase
{
    public override async Task<V1.Opportunity> GetOpportunity(
        V1.GetOpportunityRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Opportunities);
        return Resources.Opportunity(await reads.GetAsync(
            Aggregates.Opportunity, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListOpportunitiesResponse> ListOpportunities(
        V1.ListOpportunitiesRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter
        {
            Parent = CallContext.KeyWithin(parent.Workspace, request.Account, Collection.Accounts, "account"),
            State = Resources.Filter(request.State),
            Owner = CallContext.Filter(request.Owner),
        };
        (IEnumerable<Held<ResourceState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Opportunity, Collection.Opportunities, filter, PageQuery.Of(request, context),
            context.CancellationToken);
        return new V1.ListOpportunitiesResponse { Opportunities = { shown.Select(Resources.Opportunity) },
            NextPageToken = next };
    }

    public override async Task<V1.Opportunity> CreateOpportunity(
        V1.CreateOpportunityRequest request, ServerCallContext context)
    {
        var values = Resources.FromWire(ResourceKind.Opportunity, request.Opportunity?.Fields, "name", "account_key");
        return Resources.Opportunity(await changes.CreateAsync(
            ResourceKind.Opportunity, Collection.Opportunities, request, request.Parent,
            (request.OpportunityId, "opportunity_id"), values, context));
    }

    public override async Task<V1.Opportunity> UpdateOpportunity(
        V1.UpdateOpportunityRequest request, ServerCallContext context)
    {
        V1.Opportunity opportunity = request.Opportunity ?? new V1.Opportunity();
        ResourceName name = context.Resource(opportunity.Name, Collection.Opportunities, "opportunity.name");
        var values = Resources.FromWire(ResourceKind.Opportunity, opportunity.Fields, request.UpdateMask);
        return Resources.Opportunity(
            await changes.UpdateAsync(ResourceKind.Opportunity, request, name, opportunity.Etag, values, context));
    }

    public override Task<V1.ExplainTriggerResponse> ExplainTrigger(
        V1.ExplainTriggerRequest request, ServerCallContext context) =>
        explanations.ExplainAsync(context.Resource(request.Name, Collection.Opportunities), context.CancellationToken);
}
