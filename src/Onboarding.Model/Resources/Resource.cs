using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Resources;

/// <summary>
/// Decides and evolves accounts, opportunities and contacts. Merging is a choice of the greatest change in a total
/// order, so its result depends on the set of changes and never on the order in which they arrive.
/// </summary>
public static class Resource
{
    public static Decision<ResourceEvent> Decide(ResourceState? state, ResourceCommand command, DateTimeOffset now)
    {
        if (state is null && command is not (ResourceCommand.Merge or ResourceCommand.Create))
        {
            return Decision<ResourceEvent>.Refuse(RefusalReason.NotFound, "There is no such resource; create it first.");
        }

        return command switch
        {
            ResourceCommand.Create create when state is not null => Decision<ResourceEvent>.Refuse(
                RefusalReason.AlreadyExists, $"{create.Kind} {create.Key} exists already; update it instead."),
            ResourceCommand.Create create => DecideMerge(null, create.Kind, create.Key, create.Source, create.Changes, now),
            ResourceCommand.Merge merge => DecideMerge(state, merge.Kind, merge.Key, merge.Source, merge.Changes, now),
            ResourceCommand.Settle settle => DecideSettle(state!, settle, now),
            ResourceCommand.NameStakeholder name => DecideStakeholder(state!, name),
            ResourceCommand.Classify classify => DecideTier(state!, classify.Settings),
            ResourceCommand.Delete delete => state!.Deleted
                ? Decision<ResourceEvent>.Unchanged
                : Decision<ResourceEvent>.Of(new ResourceEvent.Deleted(delete.MergedInto)),
            ResourceCommand.Restore => state!.Deleted
                ? Decision<ResourceEvent>.Of(new ResourceEvent.Restored())
                : Decision<ResourceEvent>.Unchanged,
            _ => throw new UnreachableException(),
        };
    }

    public static ResourceState Evolve(ResourceState? state, ResourceEvent @event) => @event switch
    {
        ResourceEvent.Revised revised => (state ?? new ResourceState { Kind = revised.Kind, Key = revised.Key }) is var at
            ? at with { Fields = at.Fields.SetItems(revised.Fields) }
            : throw new UnreachableException(),
        ResourceEvent.FieldConflicted => state!,
        ResourceEvent.StakeholderNamed named => WithStakeholders(
            state!, state!.Stakeholders.SetItem(named.RecordKey, named.Stakeholder)),
        ResourceEvent.StakeholderRemoved removed => WithStakeholders(state!, state!.Stakeholders.Remove(removed.RecordKey)),
        ResourceEvent.TierAssigned assigned => state! with { Classification = assigned.Classification },
        ResourceEvent.OpportunityWon won => state! with
        {
            TimesWon = won.Time,
            WonAt = won.WonAt,
            ArrivedWon = won.Arrived,
        },
        ResourceEvent.OpportunityReopened => state! with { WonAt = null },
        ResourceEvent.Deleted deleted => state! with { Deleted = true, MergedInto = deleted.MergedInto },
        ResourceEvent.Restored => state! with { Deleted = false, MergedInto = null },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(ResourceState state)
    {
        FieldMap values = state.Values;
        string title = values.TextOf("name")
            ?? string.Join(' ', new[] { values.TextOf("first_name"), values.TextOf("last_name") }.Where(part => part is not null));
        return new AggregateIndex(
            Parent: values.TextOf("account_key"),
            State: state.Deleted ? "deleted" : state.WonAt is null ? "active" : "won",
            Title: title.Length > 300 ? title[..300] : title,
            Tier: state.Classification?.Tier,
            Owner: values.TextOf("cs_owner_email") ?? values.TextOf("owner_email"));
    }

    private static Decision<ResourceEvent> DecideMerge(
        ResourceState? state, ResourceKind kind, string key, string source, ImmutableArray<FieldChange> changes, DateTimeOffset now)
    {
        ImmutableArray<string> faults = [.. changes.Select(change => FaultOf(kind, change)).OfType<string>()];
        if (!faults.IsEmpty)
        {
            return Decision<ResourceEvent>.Refuse(
                RefusalReason.InvalidField, $"{kind} {key} cannot take the change: {string.Join("; ", faults)}.", faults);
        }

        var taken = ImmutableSortedDictionary.CreateBuilder<string, FieldState>(StringComparer.Ordinal);
        var conflicts = new List<ResourceEvent>();
        foreach (FieldChange change in changes)
        {
            FieldState proposed = new(change.Value, source, change.Rank, change.ChangedAt);
            FieldState? held = state?.Fields.GetValueOrDefault(change.Field);
            if (held is null || held.Value == change.Base)
            {
                if (held?.Value != change.Value)
                {
                    taken[change.Field] = proposed;
                }
            }
            else if (held.Value == change.Value)
            {
                // The same value from a greater source is held against later ones with that source's authority; else the
                // outcome of three changes would depend on which two of them met first.
                if (change.Base is null && Compare(change.Policy, proposed, held) > 0)
                {
                    taken[change.Field] = proposed;
                }
            }
            else
            {
                bool asks = change.Policy == ConflictPolicy.AskPerson;
                bool wins = !asks && Compare(change.Policy, proposed, held) > 0;
                conflicts.Add(new ResourceEvent.FieldConflicted(
                    change.Field, wins ? proposed : held, wins ? held : proposed, asks));
                if (wins)
                {
                    taken[change.Field] = proposed;
                }
            }
        }

        var events = ImmutableArray.CreateBuilder<ResourceEvent>();
        if (taken.Count > 0 || state is null)
        {
            events.Add(new ResourceEvent.Revised(kind, key, source, taken.ToImmutable()));
        }

        events.AddRange(conflicts);
        AddWonOrReopened(state, taken, now, events);
        return new Decision<ResourceEvent>.Accepted(events.ToImmutable());
    }

    private static void AddWonOrReopened(
        ResourceState? state, ImmutableSortedDictionary<string, FieldState>.Builder taken, DateTimeOffset now,
        ImmutableArray<ResourceEvent>.Builder events)
    {
        if (!taken.TryGetValue("is_won", out FieldState? won))
        {
            return;
        }

        bool isWon = won.Value is FieldValue.Flag { Value: true };
        if (isWon && state?.WonAt is null)
        {
            // The platform's time of change, not ours: time-to-value must not grow because a sync was late. Never later
            // than now, so that a platform whose clock runs ahead cannot put closed-won into the future.
            DateTimeOffset wonAt = won.ChangedAt < now ? won.ChangedAt : now;
            events.Add(new ResourceEvent.OpportunityWon((state?.TimesWon ?? 0) + 1, wonAt, Arrived: state is null));
        }
        else if (!isWon && state?.WonAt is not null)
        {
            events.Add(new ResourceEvent.OpportunityReopened());
        }
    }

    private static Decision<ResourceEvent> DecideSettle(ResourceState state, ResourceCommand.Settle settle, DateTimeOffset now)
    {
        if (FaultOf(state.Kind, settle.Change) is { } fault)
        {
            return Decision<ResourceEvent>.Refuse(RefusalReason.InvalidField, $"The conflict cannot be settled: {fault}.");
        }

        FieldChange change = settle.Change with { Base = state.Fields.GetValueOrDefault(settle.Change.Field)?.Value };
        return DecideMerge(state, state.Kind, state.Key, settle.Source, [change], now);
    }

    private static Decision<ResourceEvent> DecideStakeholder(ResourceState state, ResourceCommand.NameStakeholder name)
    {
        string? held = state.Stakeholders.GetValueOrDefault(name.RecordKey);
        return (held, name.Stakeholder) switch
        {
            (null, null) => Decision<ResourceEvent>.Unchanged,
            (_, null) => Decision<ResourceEvent>.Of(new ResourceEvent.StakeholderRemoved(name.RecordKey)),
            _ => held == name.Stakeholder
                ? Decision<ResourceEvent>.Unchanged
                : Decision<ResourceEvent>.Of(new ResourceEvent.StakeholderNamed(name.RecordKey, name.Stakeholder!)),
        };
    }

    private static Decision<ResourceEvent> DecideTier(ResourceState state, WorkspaceSettings settings)
    {
        Classification classification = settings.Classify(state.Values);
        return classification.Tier == state.Classification?.Tier
            ? Decision<ResourceEvent>.Unchanged
            : Decision<ResourceEvent>.Of(new ResourceEvent.TierAssigned(classification));
    }

    // Stakeholders that come record by record make one field, so that policy and mapping treat them as any other.
    private static ResourceState WithStakeholders(ResourceState state, ImmutableSortedDictionary<string, string> stakeholders)
    {
        FieldState? held = state.Fields.GetValueOrDefault("stakeholders");
        var field = new FieldState(
            FieldValue.OfTexts(stakeholders.Values), held?.Source ?? "hub", held?.Rank ?? 0, held?.ChangedAt ?? default);
        return state with { Stakeholders = stakeholders, Fields = state.Fields.SetItem("stakeholders", field) };
    }

    private static string? FaultOf(ResourceKind kind, FieldChange change) =>
        FieldCatalogue.Find(kind, change.Field) is { } field
            ? field.Fault(change.Value)
            : $"'{change.Field}' is no field of a resource of kind {kind}";

    /// <summary>
    /// A total order on changes of one field: two changes are equal only when they are the same in every part, so the
    /// greatest of a set does not depend on the order in which it is looked through.
    /// </summary>
    private static int Compare(ConflictPolicy policy, FieldState left, FieldState right)
    {
        int byRank = right.Rank.CompareTo(left.Rank);
        int byTime = left.ChangedAt.CompareTo(right.ChangedAt);
        int first = policy == ConflictPolicy.LatestWins ? byTime : byRank;
        int second = policy == ConflictPolicy.LatestWins ? byRank : byTime;
        return (first, second) switch
        {
            ( not 0, _) => first,
            (_, not 0) => second,
            _ when string.CompareOrdinal(left.Source, right.Source) is not 0 and var bySource => bySource,
            _ => string.CompareOrdinal(left.Value.ToString(), right.Value.ToString()),
        };
    }
}
