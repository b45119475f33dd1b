using Grpc.Core;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves deliveries.</summary>
internal sealed class DeliveryApi(AggregateReads reads) : V1.DeliveryService.DeliveryServiceBase
{
    public override async Task<V1.Delivery> GetDelivery(V1.GetDeliveryRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Deliveries);
        return Translation.Deliveries.ToWire(
            await reads.GetAsync(Aggregates.Delivery, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListDeliveriesResponse> ListDeliveries(
        V1.ListDeliveriesRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter
        {
            Parent = CallContext.KeyWithin(parent.Workspace, request.Onboarding, Collection.Onboardings, "onboarding"),
            State = Translation.Deliveries.Filter(request.State),
        };
        (IEnumerable<Held<DeliveryState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Delivery, Collection.Deliveries, filter, PageQuery.Of(request, context),
            context.CancellationToken);
        return new V1.ListDeliveriesResponse
        {
            Deliveries = { shown.Select(Translation.Deliveries.ToWire) },
            NextPageToken = next,
        };
    }
}
