using System.Security.Cryptography;

using Google.Protobuf;

using Grpc.Core;

using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Hub.Api.Watching;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Api;

/// <summary>Serves sync runs.</summary>
internal sealed class SyncRunApi(SyncCalls syncs, SyncRunsByStart lists, KnownWorkspaces workspaces, Watches watches)
    : V1.SyncRunService.SyncRunServiceBase
{
    public override async Task<V1.SyncRun> GetSyncRun(V1.GetSyncRunRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.SyncRuns);
        return Runs.SyncRun(name.Workspace, await syncs.GetAsync(name, context.CancellationToken));
    }

    public override async Task<V1.ListSyncRunsResponse> ListSyncRuns(
        V1.ListSyncRunsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        PageQuery page = PageQuery.Of(request, context);
        await workspaces.DemandAsync(parent.Workspace, context.CancellationToken);
        IReadOnlyList<SyncRun> rows = await lists.PageAsync(
            parent.Workspace, Runs.Filter(parent.Workspace, request.Connection), Runs.Filter(request.State),
                page.AfterTime(),
            page.Rows, context.CancellationToken);
        (IEnumerable<SyncRun> shown, string next) = page.Cut(rows, run =>
            PageQuery.Place(SyncRunsByStart.PlaceOf(run)));
        return new V1.ListSyncRunsResponse
        {
            SyncRuns = { shown.Select(run => Runs.SyncRun(parent.Workspace, run)) },
            NextPageToken = next,
        };
    }

    public override Task WatchSyncRun(
        V1.WatchSyncRunRequest request, IServerStreamWriter<V1.WatchSyncRunResponse> responseStream,
            ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.SyncRuns);
        var tokens = new ResumeTokens(name, context);
        string? told = tokens.Read(request.ResumeToken);
        return watches.RunAsync(
            name, JournalSignal.OfRun(name.Id),
            async (heartbeat, token) =>
            {
                SyncRun run = await syncs.GetAsync(name, token);
                V1.SyncRun now = Runs.SyncRun(name.Workspace, run);

                // A run has no version, so what was told last is known by its content.
                string print = Convert.ToHexStringLower(SHA256.HashData(now.ToByteArray()));
                bool isNew = print != told;
                if (isNew || heartbeat)
                {
                    told = print;
                    await responseStream.WriteAsync(
                        new V1.WatchSyncRunResponse { SyncRun = isNew
                            ? now : null, ResumeToken = tokens.Write(print) }, token);
                }

                return run.State != SyncRunState.Running;
            },
            context);
    }
}
