using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Api;

/// <summary>Serves conflicts.</summary>
internal sealed class ConflictApi(ConflictsByFinding lists, KnownWorkspaces workspaces, ConflictDesk desk)
    : V1.ConflictService.ConflictServiceBase
{
    public override async Task<V1.Conflict> GetConflict(V1.GetConflictRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Conflicts);
        Conflict conflict = await desk.GetAsync(name, context.CancellationToken);
        return (await desk.ToWireAsync(name.Workspace, [conflict], context.CancellationToken))[0];
    }

    public override async Task<V1.ListConflictsResponse> ListConflicts(
        V1.ListConflictsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        PageQuery page = PageQuery.Of(request, context);
        await workspaces.DemandAsync(parent.Workspace, context.CancellationToken);
        IReadOnlyList<Conflict> rows = await lists.PageAsync(
            parent.Workspace, Runs.Filter(parent.Workspace, request.Connection), Runs.Filter(request.State),
                page.AfterTime(),
            page.Rows, context.CancellationToken);
        (IEnumerable<Conflict> shown, string next) =
            page.Cut(rows, conflict => PageQuery.Place(ConflictsByFinding.PlaceOf(conflict)));
        return new V1.ListConflictsResponse
        {
            Conflicts = { await desk.ToWireAsync(parent.Workspace, [.. shown], context.CancellationToken) },
            NextPageToken = next,
        };
    }

    public override async Task<V1.Conflict> ResolveConflict(
        V1.ResolveConflictRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Conflicts);
        Change change = Change.Of(request, name, CallerRole.Member, context) with { Field = "value" };
        Conflict resolved = await desk.ResolveAsync(change, FieldValues.FromWire(request.Value, "value"));
        return (await desk.ToWireAsync(name.Workspace, [resolved], context.CancellationToken))[0];
    }
}
