using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Connections;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves connections.</summary>
internal sealed class ConnectionApi(AggregateReads reads, AggregateChanges changes, SyncCalls syncs)
    : V1.ConnectionService.ConnectionServiceBase
{
    public override async Task<V1.Connection> GetConnection(V1.GetConnectionRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Connections);
        return Runs.Connection(await reads.GetAsync(
            Aggregates.Connection, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListConnectionsResponse> ListConnections(
        V1.ListConnectionsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        (IEnumerable<Held<ConnectionState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Connection, Collection.Connections, new AggregateFilter(),
            PageQuery.Of(request, context), context.CancellationToken);
        return new V1.ListConnectionsResponse { Connections = { shown.Select(Runs.Connection) }, NextPageToken = next };
    }

    public override async Task<V1.Operation> RunSync(V1.RunSyncRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Connections);
        Change change = Change.Of(request, name, CallerRole.Operator, context);
        return Runs.Operation(name.Workspace, await syncs.RunAsync(change, request.Full, request.ConfirmDeletes));
    }

    public override async Task<V1.Connection> PauseConnection(
        V1.PauseConnectionRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Connections);
        Change change = Change.Of(request, name, CallerRole.Operator, context) with { Field = "reason" };
        var pause = new ConnectionCommand.Pause(Texts.Words(request.Reason, "reason"));
        Held<ConnectionState> held = await changes.ChangeAsync(change, Aggregates.Connection, pause);
        await syncs.StopAsync(name, context.CancellationToken);
        return Runs.Connection(held);
    }

    public override async Task<V1.Connection> ResumeConnection(
        V1.ResumeConnectionRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Connections);
        Change change = Change.Of(request, name, CallerRole.Operator, context);
        return Runs.Connection(await changes.ChangeAsync(change, Aggregates.Connection,
            new ConnectionCommand.Resume()));
    }
}
