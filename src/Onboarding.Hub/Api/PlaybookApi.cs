using System.Collections.Immutable;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Playbooks;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves playbooks and their revisions.</summary>
internal sealed class PlaybookApi(
    AggregateReads reads, PlaybookPublication publication, DocumentDesk documents)
    : V1.PlaybookService.PlaybookServiceBase
{
    public override async Task<V1.Playbook> GetPlaybook(V1.GetPlaybookRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Playbooks);
        return Playbooks.ToWire(await reads.GetAsync(
            Aggregates.Playbook, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListPlaybooksResponse> ListPlaybooks(
        V1.ListPlaybooksRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        (IEnumerable<Held<PlaybookState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Playbook, Collection.Playbooks, new AggregateFilter(), PageQuery.Of(request,
                context),
            context.CancellationToken);
        return new V1.ListPlaybooksResponse { Playbooks = { shown.Select(Playbooks.ToWire) }, NextPageToken = next };
    }

    public override async Task<V1.PlaybookRevision> GetPlaybookRevision(
        V1.GetPlaybookRevisionRequest request, ServerCallContext context)
    {
        (ResourceName name, int number) = ResourceName.ReadRevision(request.Name, "name");
        context.Seen(name);
        Held<PlaybookState>? playbook = await reads.FindAsync(Aggregates.Playbook, name, context.CancellationToken);
        return playbook?.State.Revisions.FirstOrDefault(revision => revision.Number == number) is { } found
            ? Playbooks.Revision(name, found)
            : throw Refuse.NotFound(Playbooks.RevisionName(name, number));
    }

    public override async Task<V1.ListPlaybookRevisionsResponse> ListPlaybookRevisions(
        V1.ListPlaybookRevisionsRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Parent, Collection.Playbooks, "parent");
        PageQuery page = PageQuery.Of(request, context);
        long before = page.AfterNumber() ?? long.MaxValue;
        Held<PlaybookState> playbook = await reads.GetAsync(Aggregates.Playbook, name, context.CancellationToken);
        ImmutableArray<PlaybookRevision> rows =
        [
            .. playbook.State.Revisions.Reverse().Where(revision => revision.Number < before).Take(page.Rows),
        ];
        (IEnumerable<PlaybookRevision> shown, string next) = page.Cut(rows, revision =>
            PageQuery.Place(revision.Number));
        return new V1.ListPlaybookRevisionsResponse
        {
            PlaybookRevisions = { shown.Select(revision => Playbooks.Revision(name, revision with { Source = "" })) },
            NextPageToken = next,
        };
    }

    public override Task<V1.PlaybookRevision> PublishPlaybookRevision(
        V1.PublishPlaybookRevisionRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        Change change = Change.Of(request, parent, CallerRole.Member, context)
            with { ValidateOnly = request.ValidateOnly, Field = "source" };
        return publication.PublishAsync(change, request.Source);
    }

    public override Task<V1.RenderPlaybookDocumentResponse> RenderPlaybookDocument(
        V1.RenderPlaybookDocumentRequest request, ServerCallContext context) => documents.RenderAsync(request, context);
}
