using Google.Protobuf;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Resources;

namespace Onboarding.Hub.Api;

/// <summary>Makes and changes accounts, opportunities and contacts, which are alike in that.</summary>
internal sealed class ResourceChanges(AggregateChanges changes, KnownWorkspaces workspaces)
{
    /// <summary>Makes a resource under the id that was asked for, or under one that follows from the request id.</summary>
    public async Task<Held<ResourceState>> CreateAsync(
        ResourceKind kind, Collection collection, IMessage request, string parent, (string Id, string Field) asked,
        FieldMap values, ServerCallContext context)
    {
        WorkspaceId workspace = context.Workspace(parent).Workspace;
        var target = ResourceName.Of(workspace, collection, NewId(collection, request, workspace, asked));
        Change change = Change.Of(request, target, CallerRole.Member, context) with { Field = "fields" };
        await workspaces.DemandAsync(workspace, context.CancellationToken);
        return await changes.DecideAsync(change, Aggregates.Of(kind), [], batch => new ResourceCommand.Create(
            kind, target.Key, change.Caller.Actor, Resources.Changes(values, null, batch.Now)));
    }

    public Task<Held<ResourceState>> UpdateAsync(
        ResourceKind kind, IMessage request, ResourceName target, string etag, FieldMap values,
            ServerCallContext context)
    {
        Change change = Change.Of(request, target, CallerRole.Member, context) with { Etag = etag, Field = "fields" };
        return changes.ChangeAsync(change, Aggregates.Of(kind), (state, now) => new ResourceCommand.Merge(
            kind, target.Key, change.Caller.Actor, Resources.Changes(values, state, now)));
    }

    /// <summary>The id of something new.</summary>
    public static Guid NewId(
        Collection collection, IMessage request, WorkspaceId workspace, (string Id, string Field) asked)
    {
        if (asked.Id.Length == 0)
        {
            return IdSource.From(collection.Segment, workspace.Value, Change.RequestIdOf(request));
        }

        return Guid.TryParseExact(asked.Id, "D", out Guid id)
            ? id
            : throw Refuse.Field(asked.Field,
                $"{asked.Field} is no UUID such as 01890a5d-ac96-774b-bcce-b302099a8057; leave it out for a new one.");
    }
}
