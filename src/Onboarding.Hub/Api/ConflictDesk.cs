using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Api;

/// <summary>Where a person settles what both sides changed.</summary>
internal sealed class ConflictDesk(ConflictsByFinding conflicts, IJournalStore journal, AggregateChanges changes)
{
    private static readonly ResourceKind[] s_kinds = Enum.GetValues<ResourceKind>();

    /// <exception cref="RefusedException">There is no such conflict.</exception>
    public async Task<Conflict> GetAsync(ResourceName name, CancellationToken cancellationToken) =>
        await conflicts.FindAsync(name.Workspace, name.Id, cancellationToken) ?? throw Refuse.NotFound(name.ToString());

    /// <summary>The field takes the value, and the conflict is resolved in the same transaction.</summary>
    public async Task<Conflict> ResolveAsync(Change change, FieldValue value)
    {
        Conflict conflict = await GetAsync(change.Target, change.CancellationToken);
        StreamId[] candidates = [.. s_kinds.Select(kind => Aggregates.Of(kind).Stream(conflict.ResourceKey))];
        await changes.OnceAsync(change, candidates, batch =>
        {
            if (conflict.State == ConflictState.Resolved)
            {
                throw Refuse.Conflict(change.Target.ToString(), $"{change.Target} is resolved already.");
            }

            Settle(change, conflict, value, batch);
            batch.Write(conflict with { State = ConflictState.Resolved, Kept = value, KeptFrom = change.Caller.Actor });
        });
        return await GetAsync(change.Target, change.CancellationToken);
    }

    /// <summary>Conflicts on the wire; what they are about is looked up together.</summary>
    public async Task<IReadOnlyList<V1.Conflict>> ToWireAsync(
        WorkspaceId workspace, IReadOnlyList<Conflict> shown, CancellationToken cancellationToken)
    {
        // A conflict knows the key of its resource and not the kind, so each kind is asked.
        StreamId[] candidates =
        [
            .. shown.Select(conflict => conflict.ResourceKey).Distinct(StringComparer.Ordinal)
                .SelectMany(key => s_kinds.Select(kind => Aggregates.Of(kind).Stream(key))),
        ];
        LoadedStreams loaded = await journal.LoadAsync(workspace, candidates, null, cancellationToken);
        var names = loaded.Aggregates.ToDictionary(
            aggregate => aggregate.Stream.Key, aggregate =>
                ResourceName.OfStream(workspace, aggregate.Stream), StringComparer.Ordinal);
        return [.. shown.Select(conflict =>
            Runs.Conflict(workspace, conflict, names.GetValueOrDefault(conflict.ResourceKey)))];
    }

    private static void Settle(Change change, Conflict conflict, FieldValue value, CommandBatch batch)
    {
        ResourceKind kind = s_kinds.Cast<ResourceKind?>().FirstOrDefault(candidate =>
            batch.State(Aggregates.Of(candidate!.Value), conflict.ResourceKey) is not null)
            ?? throw Refuse.Conflict(change.Target.ToString(), $"The resource that {change.Target} is about is gone.");
        var settle = new ResourceCommand.Settle(change.Caller.Actor, new FieldChange
        {
            Field = conflict.Field,
            Value = value,
            Rank = 0,
            ChangedAt = batch.Now,
        });
        if (batch.Apply(Aggregates.Of(kind), conflict.ResourceKey, settle,
            change.Origin) is Decision<ResourceEvent>.Refused refused)
        {
            throw Refuse.Of(refused.Refusal, change.Target.ToString(), change.Field);
        }
    }
}
