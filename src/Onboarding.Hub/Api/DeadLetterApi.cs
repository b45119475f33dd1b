using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Api;

/// <summary>Serves dead letters.</summary>
internal sealed class DeadLetterApi(
    ISyncStore store, DeadLettersByFailure lists, KnownWorkspaces workspaces, AggregateChanges changes)
    : V1.DeadLetterService.DeadLetterServiceBase
{
    public override async Task<V1.DeadLetter> GetDeadLetter(V1.GetDeadLetterRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.DeadLetters);
        return Runs.DeadLetter(name.Workspace, await GetAsync(name, context.CancellationToken));
    }

    public override async Task<V1.ListDeadLettersResponse> ListDeadLetters(
        V1.ListDeadLettersRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        PageQuery page = PageQuery.Of(request, context);
        await workspaces.DemandAsync(parent.Workspace, context.CancellationToken);
        IReadOnlyList<DeadLetter> rows = await lists.PageAsync(
            parent.Workspace, Runs.Filter(parent.Workspace, request.Connection), Runs.Filter(request.State),
                page.AfterTime(),
            page.Rows, context.CancellationToken);
        (IEnumerable<DeadLetter> shown, string next) =
            page.Cut(rows, letter => PageQuery.Place(DeadLettersByFailure.PlaceOf(letter)));
        return new V1.ListDeadLettersResponse
        {
            DeadLetters = { shown.Select(letter => Runs.DeadLetter(parent.Workspace, letter)) },
            NextPageToken = next,
        };
    }

    public override async Task<V1.DeadLetter> ReplayDeadLetter(
        V1.ReplayDeadLetterRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.DeadLetters);
        Change change = Change.Of(request, name, CallerRole.Operator, context);
        DeadLetter letter = await GetAsync(name, context.CancellationToken);
        await changes.OnceAsync(change, [], batch =>
        {
            if (letter.State == DeadLetterState.Resolved)
            {
                throw Refuse.Conflict(name.ToString(), $"{name} is resolved; there is nothing to replay.");
            }

            batch.Write(letter with { State = DeadLetterState.Replaying });
        });
        return Runs.DeadLetter(name.Workspace, await GetAsync(name, context.CancellationToken));
    }

    private async Task<DeadLetter> GetAsync(ResourceName name, CancellationToken cancellationToken) =>
        (await store.DeadLettersAsync(name.Workspace, [name.Id], cancellationToken)).SingleOrDefault()
            ?? throw Refuse.NotFound(name.ToString());
}
