using System.Collections.Immutable;

using Grpc.Core;

using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Explanations;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Says what is to be done next, for one onboarding or a workspace, and what one waits for.</summary>
internal sealed class WorkReads(
    AggregateReads reads, AggregatesOfKind lists, TimeProvider time)
{
    /// <summary>Most resources of a page: their states are read whole, some 80 KB each.</summary>
    private const int PageMax = 100;

    // Handoffs that keep an onboarding from starting, and then the onboardings; the last of the handoffs are complete
    // ones whose start was refused and is to be tried again.
    private static readonly ImmutableArray<(AggregateKind Kind, AggregateFilter Filter)> s_lists =
    [
        (Aggregates.Handoff, new AggregateFilter { State = "incomplete" }),
        (Aggregates.Handoff, new AggregateFilter { State = "ready" }),
        (Aggregates.Handoff, new AggregateFilter { State = "complete", OnlyTimed = true }),
        (Aggregates.Onboarding, new AggregateFilter { State = "active" }),
    ];

    public async Task<V1.ListNextActionsResponse> ListAsync(
        V1.ListNextActionsRequest request, ServerCallContext context)
    {
        CancellationToken token = context.CancellationToken;
        bool isHandoff = request.Name.Split('/') is [_, _, var segment, _] && segment == Collection.Handoffs.Segment;
        ResourceName name = context.Resource(request.Name, isHandoff ? Collection.Handoffs : Collection.Onboardings);
        IEnumerable<SubjectAction> actions = isHandoff
            ? OfHandoff(
                name, (await reads.GetAsync(Aggregates.Handoff, name, token)).State,
                await BackdropAsync(name.Workspace, token))
            : OfOnboarding(name, (await reads.GetAsync(Aggregates.Onboarding, name, token)).State);
        return new V1.ListNextActionsResponse { Actions = { Shown(actions, request.Role, request.Person) } };
    }

    public async Task<V1.ListPortfolioActionsResponse> ListAsync(
        V1.ListPortfolioActionsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var page = PageQuery.Of(request, context, PageMax);
        Backdrop backdrop = await BackdropAsync(parent.Workspace, context.CancellationToken);
        List<(int List, ListedAggregate Row)> rows =
            await RowsAsync(parent.Workspace, request, page, context.CancellationToken);
        (IEnumerable<(int List, ListedAggregate Row)> shown, string next) =
            page.Cut(rows, row => PageQuery.Place(row.List, row.Row.Place));
        IEnumerable<SubjectAction> actions =
            await ActionsAsync(parent.Workspace, [.. shown], backdrop, context.CancellationToken);
        return new V1.ListPortfolioActionsResponse
        {
            Actions = { Shown(actions, request.Role, request.Person) },
            NextPageToken = next,
        };
    }

    public async Task<V1.ExplainBlockedResponse> ExplainAsync(
        V1.ExplainBlockedRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Onboardings);
        Held<OnboardingState> held = await reads.GetAsync(Aggregates.Onboarding, name, context.CancellationToken);
        return BlockAnswers.ToWire(BlockExplanations.Of(held.State, time.GetUtcNow()));
    }

    private async Task<List<(int List, ListedAggregate Row)>> RowsAsync(
        WorkspaceId workspace, V1.ListPortfolioActionsRequest request, PageQuery page,
        CancellationToken cancellationToken)
    {
        var rows = new List<(int List, ListedAggregate Row)>();
        (int list, AggregatePlace? after) = page.AfterListed() is { } place ? (place.List, place.Place) : (0, null);
        for (; list < s_lists.Length && rows.Count < page.Rows; list++, after = null)
        {
            (AggregateKind kind, AggregateFilter filter) = s_lists[list];
            if (request.Owner.Length > 0 && kind != Aggregates.Onboarding)
            {
                continue;
            }

            filter = filter with
            {
                Owner = CallContext.Filter(request.Owner),
                Tier = CallContext.Filter(request.Tier),
            };
            IReadOnlyList<ListedAggregate> found = await lists.PageAsync(
                workspace, kind.Name, filter, after, page.Rows - rows.Count, cancellationToken);
            rows.AddRange(found.Select(row => (list, row)));
        }

        return rows;
    }

    private async Task<IEnumerable<SubjectAction>> ActionsAsync(
        WorkspaceId workspace, List<(int List, ListedAggregate Row)> rows, Backdrop backdrop,
        CancellationToken cancellationToken)
    {
        // A list shows of a handoff its whole state, and of an onboarding only a summary.
        ResourceName[] running =
        [
            .. rows.Where(row => s_lists[row.List].Kind == Aggregates.Onboarding)
                .Select(row => new ResourceName(workspace, Collection.Onboardings, row.Row.Key)),
        ];
        IReadOnlyList<Held<OnboardingState>> held =
            await reads.FindAsync(Aggregates.Onboarding, running, cancellationToken);
        return
        [
            .. rows.Where(row => s_lists[row.List].Kind == Aggregates.Handoff).SelectMany(row => OfHandoff(
                new ResourceName(workspace, Collection.Handoffs, row.Row.Key),
                Aggregates.Handoff.ReadState(row.Row.Summary), backdrop)),
            .. held.SelectMany(one => OfOnboarding(one.Name, one.State)),
        ];
    }

    private IEnumerable<SubjectAction> OfOnboarding(ResourceName name, OnboardingState state)
    {
        var subject = new ActionSubject(name, state.Start.Title, state.Start.AccountKey, state.Start.OpportunityKey);
        return OnboardingActions.Of(state, time.GetUtcNow()).Select(action => new SubjectAction(subject, action));
    }

    private IEnumerable<SubjectAction> OfHandoff(ResourceName name, HandoffState state, Backdrop backdrop)
    {
        var subject = new ActionSubject(name, Handoff.Index(state).Title, state.AccountKey, state.OpportunityKey);
        int tasks = backdrop.Playbook?.Newest.Definition.PlanFor(state.Tier)?.Tasks.Length ?? 0;
        return HandoffActions.Of(state, backdrop.Settings, tasks, time.GetUtcNow())
            .Select(action => new SubjectAction(subject, action));
    }

    private static IEnumerable<V1.NextAction> Shown(IEnumerable<SubjectAction> actions, string role, string person) =>
        actions
            .Where(one => (role.Length == 0 || one.Action.Role == role)
                && (person.Length == 0 || one.Action.Owner == person))
            .OrderBy(one => one.Action, ActionOrder.Instance)
            .ThenBy(one => one.Subject.Name.Key, StringComparer.Ordinal)
            .Select((one, index) => Translation.NextActions.ToWire(one.Subject, one.Action, index + 1));

    private async Task<Backdrop> BackdropAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        WorkspaceSettings settings = (await reads.GetAsync(
            Aggregates.Workspace, ResourceName.Of(workspace), cancellationToken)).State.Settings;
        PlaybookState? playbook = (await reads.FindAsync(
            Aggregates.Playbook, new ResourceName(workspace, Collection.Playbooks, settings.Playbook),
            cancellationToken))?.State;
        return new Backdrop(settings, playbook);
    }

    /// <summary>What an onboarding that has not begun would begin with.</summary>
    private sealed record Backdrop(WorkspaceSettings Settings, PlaybookState? Playbook);

    private sealed record SubjectAction(ActionSubject Subject, NextAction Action);
}
