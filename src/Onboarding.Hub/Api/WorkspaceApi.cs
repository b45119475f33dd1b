using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Serves workspaces.</summary>
internal sealed class WorkspaceApi(IJournalStore journal, AggregateReads reads, AggregateChanges changes)
    : V1.WorkspaceService.WorkspaceServiceBase
{
    public override async Task<V1.Workspace> GetWorkspace(V1.GetWorkspaceRequest request, ServerCallContext context)
    {
        ResourceName name = context.Workspace(request.Name, "name");
        return Workspaces.ToWire(await reads.GetAsync(
            Aggregates.Workspace, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListWorkspacesResponse> ListWorkspaces(
        V1.ListWorkspacesRequest request, ServerCallContext context)
    {
        PageQuery page = PageQuery.Of(request, context);
        string after = page.AfterText() ?? "";
        IReadOnlyList<WorkspaceId> all = await journal.WorkspacesAsync(context.CancellationToken);
        List<WorkspaceId> rows =
        [
            .. all.Where(context.Caller().Sees)
                .Where(workspace => string.CompareOrdinal(workspace.Value, after) > 0)
                .Take(page.Rows),
        ];
        (IEnumerable<WorkspaceId> shown, string next) = page.Cut(rows, workspace => [workspace.Value]);
        var response = new V1.ListWorkspacesResponse { NextPageToken = next };
        foreach (WorkspaceId workspace in shown)
        {
            // One by one, because no query reads across workspaces.
            response.Workspaces.Add(Workspaces.ToWire(
                await reads.GetAsync(Aggregates.Workspace, ResourceName.Of(workspace), context.CancellationToken)));
        }

        return response;
    }

    public override async Task<V1.Workspace> CreateWorkspace(
        V1.CreateWorkspaceRequest request, ServerCallContext context)
    {
        var id = new WorkspaceId(ResourceName.IsWorkspaceId(request.WorkspaceId)
            ? request.WorkspaceId : throw Refuse.Field(
            "workspace_id", "workspace_id takes 3 to 40 lower-case letters, digits and hyphens, first a letter."));
        if (!context.Caller().SeesAll)
        {
            // Otherwise the answer would tell whether somebody else's workspace exists.
            throw Refuse.RoleRequired(CallerRole.Operator);
        }

        Change change = Change.Of(request, ResourceName.Of(id), CallerRole.Operator, context)
            with { ValidateOnly = request.ValidateOnly, Field = "workspace" };
        WorkspaceSettings settings = Workspaces.FromWire(request.Workspace, id);
        return Workspaces.ToWire(await changes.DecideAsync(
            change, Aggregates.Workspace, [], _ => new WorkspaceCommand.Create(id, settings)));
    }

    public override async Task<V1.Workspace> UpdateWorkspace(
        V1.UpdateWorkspaceRequest request, ServerCallContext context)
    {
        V1.Workspace given = request.Workspace ?? new V1.Workspace();
        ResourceName name = context.Workspace(given.Name, "workspace.name");
        Change change = Change.Of(request, name, CallerRole.Operator, context)
            with { Etag = given.Etag, ValidateOnly = request.ValidateOnly, Field = "workspace" };
        return Workspaces.ToWire(await changes.ChangeAsync(change, Aggregates.Workspace, (state, _) =>
            new WorkspaceCommand.Configure(Workspaces.Masked(state.Settings, given, request.UpdateMask,
                name.Workspace))));
    }
}
