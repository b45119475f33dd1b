using Google.Protobuf.WellKnownTypes;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Hub.Api.Watching;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Api;

/// <summary>Serves operations; each is a sync run.</summary>
internal sealed class OperationApi(SyncCalls syncs, SyncRunsByStart lists, KnownWorkspaces workspaces, Watches watches)
    : V1.OperationService.OperationServiceBase
{
    private static readonly TimeSpan s_waitDefault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_waitMax = TimeSpan.FromMinutes(10);

    public override async Task<V1.Operation> GetOperation(V1.GetOperationRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Operations);
        return Runs.Operation(name.Workspace, await syncs.GetAsync(name, context.CancellationToken));
    }

    public override async Task<V1.ListOperationsResponse> ListOperations(
        V1.ListOperationsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        PageQuery page = PageQuery.Of(request, context);
        await workspaces.DemandAsync(parent.Workspace, context.CancellationToken);
        IReadOnlyList<SyncRun> rows = await lists.PageAsync(
            parent.Workspace, null, null, page.AfterTime(), page.Rows, context.CancellationToken);
        (IEnumerable<SyncRun> shown, string next) = page.Cut(rows, run =>
            PageQuery.Place(SyncRunsByStart.PlaceOf(run)));
        return new V1.ListOperationsResponse
        {
            Operations = { shown.Select(run => Runs.Operation(parent.Workspace, run)) },
            NextPageToken = next,
        };
    }

    public override async Task<V1.Operation> CancelOperation(
        V1.CancelOperationRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Operations);
        Change change = Change.Of(request, name, CallerRole.Operator, context);
        return Runs.Operation(name.Workspace, await syncs.StopAsync(change));
    }

    public override async Task<V1.Operation> WaitOperation(V1.WaitOperationRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Operations);
        TimeSpan longest = Longest(request.Timeout);
        SyncRun run = await watches.WaitAsync(
            name, JournalSignal.OfRun(name.Id), longest,
            async token =>
            {
                SyncRun found = await syncs.GetAsync(name, token);
                return (found, found.State != SyncRunState.Running);
            },
            context);
        return Runs.Operation(name.Workspace, run);
    }

    private static TimeSpan Longest(Duration? timeout)
    {
        if (timeout is null)
        {
            return s_waitDefault;
        }

        // Compared before it is converted: a caller can send more than a TimeSpan holds.
        return timeout.Seconds < 0 || timeout.Nanos is < 0 or > 999_999_999
            ? throw Refuse.Field("timeout", "timeout is negative or no duration; give one of up to 10 minutes.")
            : timeout.Seconds >= (long)s_waitMax.TotalSeconds ? s_waitMax : timeout.ToTimeSpan();
    }
}
