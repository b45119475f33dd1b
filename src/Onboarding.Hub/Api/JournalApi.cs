using Grpc.Core;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Hub.Api.Watching;
using Onboarding.Model.Journal;
using Onboarding.Storage.Journal;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Serves the journal.</summary>
internal sealed class JournalApi(
    EventsInOrder events, IJournalStore journal, JournalSeal seal, KnownWorkspaces workspaces,
    ChangeExplanations explanations, Watches watches)
    : V1.JournalService.JournalServiceBase
{
    private const int WatchBatchMax = 500;

    public override async Task<V1.ListEventsResponse> ListEvents(
        V1.ListEventsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        PageQuery page = PageQuery.Of(request, context);
        StreamId? stream = StreamOf(request.Resource, parent);
        if (request.AfterPosition < 0)
        {
            throw Refuse.Field("after_position", "after_position is negative; positions begin at 1.");
        }

        await workspaces.DemandAsync(parent.Workspace, context.CancellationToken);
        IReadOnlyList<JournalEvent> rows = await events.OldestFirstAsync(
            parent.Workspace, stream, page.AfterNumber()
                ?? request.AfterPosition, page.Rows, context.CancellationToken);
        (IEnumerable<JournalEvent> shown, string next) = page.Cut(rows, journaled =>
            PageQuery.Place(journaled.Position));
        return new V1.ListEventsResponse { Events = { shown.Select(JournalEvents.ToWire) }, NextPageToken = next };
    }

    public override Task<V1.ExplainChangeResponse> ExplainChange(
        V1.ExplainChangeRequest request, ServerCallContext context) => explanations.ExplainAsync(request, context);

    public override async Task<V1.VerifyJournalResponse> VerifyJournal(
        V1.VerifyJournalRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        await workspaces.DemandAsync(parent.Workspace, context.CancellationToken);
        return JournalEvents.ToWire(await seal.VerifyAsync(parent.Workspace, context.CancellationToken));
    }

    public override async Task WatchJournal(
        V1.WatchJournalRequest request, IServerStreamWriter<V1.WatchJournalResponse> responseStream,
            ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var tokens = new ResumeTokens(parent, context);
        long? resumed = tokens.ReadNumber(request.ResumeToken);
        await workspaces.DemandAsync(parent.Workspace, context.CancellationToken);
        long told = resumed ?? await NewestAsync(parent, context.CancellationToken);
        bool opened = resumed is not null;
        await watches.RunAsync(
            parent, null,
            async (heartbeat, token) =>
            {
                // The first message tells the caller where "now" was, before anything happens.
                bool due = heartbeat || !opened;
                opened = true;
                while (await journal.ReadAsync(parent.Workspace, told, WatchBatchMax, token) is { Count: > 0 } news)
                {
                    told = news[^1].Position;
                    due = false;
                    await responseStream.WriteAsync(
                        new V1.WatchJournalResponse
                        {
                            Events = { news.Select(JournalEvents.ToWire) },
                            ResumeToken = tokens.Write(told),
                        },
                        token);
                }

                if (due)
                {
                    await responseStream.WriteAsync(new V1.WatchJournalResponse { ResumeToken = tokens.Write(told) },
                        token);
                }

                return false;
            },
            context);
    }

    private async Task<long> NewestAsync(ResourceName parent, CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalEvent> newest = await events.NewestFirstAsync(parent.Workspace, null, null, 1,
            cancellationToken);
        return newest is [var last] ? last.Position : 0;
    }

    private static StreamId? StreamOf(string resource, ResourceName parent)
    {
        if (resource.Length == 0)
        {
            return null;
        }

        (ResourceName name, StreamId stream) = ResourceName.ReadAggregate(resource, "resource");
        return name.Workspace == parent.Workspace
            ? stream
            : throw Refuse.Name("resource", $"{name} does not lie in {parent}.");
    }
}
