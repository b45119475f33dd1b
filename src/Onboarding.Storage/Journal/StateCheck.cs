using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Journal;

/// <summary>Rebuilds every state from the journal and compares it with the one that is kept.</summary>
public sealed class StateCheck
{
    /// <summary>Aggregates rebuilt at once; all events of these are in memory.</summary>
    private const int PageSize = 50;

    private readonly Database _database;
    private readonly Statement _keys = new(
        """
        select kind as Kind, key as Key from (
          select kind, key from journal where workspace = @workspace and kind = @kind and key > @after
          union
          select kind, key from aggregates where workspace = @workspace and kind = @kind and key > @after) k
        order by key limit @max
        """);

    private readonly Statement _events;
    private readonly Statement _aggregates;

    internal StateCheck(Database database)
    {
        _database = database;
        _events = new Statement(
            $"""
            select key as Key, version as Version, payload as State from journal
            where workspace = @workspace and kind = @kind and {database.IsIn("key", "keys")}
            order by key, version
            """);
        _aggregates = new Statement(
            $"""
            select {AggregateRow.Columns} from aggregates a
            where a.workspace = @workspace and a.kind = @kind and {database.IsIn("a.key", "keys")}
            """);
    }

    /// <summary>Checks every aggregate of some kinds.</summary>
    /// <param name="workspace">Whose aggregates.</param>
    /// <param name="kinds">The kinds, with the functions that rebuild them.</param>
    /// <param name="cancellationToken">Cancelled, it gives up.</param>
    /// <returns>The aggregates that differ, one at a time as they are found.</returns>
    public async IAsyncEnumerable<StateDifference> DifferencesAsync(
        WorkspaceId workspace, IReadOnlyCollection<AggregateKind> kinds,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (AggregateKind kind in kinds)
        {
            string after = "";
            while (true)
            {
                List<AggregateRow> keys = await _database.QueryAsync<AggregateRow>(
                    workspace,
                    _keys.With(
                        ("workspace", workspace.Value), ("kind", kind.Name), ("after", after), ("max", (long)PageSize)),
                    cancellationToken);
                if (keys.Count == 0)
                {
                    break;
                }

                string[] page = [.. keys.Select(row => StoredText.Read(row.Key))];
                foreach (StateDifference difference in await PageAsync(workspace, kind, page, cancellationToken))
                {
                    yield return difference;
                }

                after = page[^1];
            }
        }
    }

    private async Task<ImmutableArray<StateDifference>> PageAsync(
        WorkspaceId workspace, AggregateKind kind, string[] keys, CancellationToken cancellationToken)
    {
        ImmutableArray<(string Name, object Value)> arguments =
            [("workspace", workspace.Value), ("kind", kind.Name), ("keys", keys)];
        // The states first: what is written meanwhile then shows as an event beyond the state's version.
        List<AggregateRow> kept =
            await _database.QueryAsync<AggregateRow>(workspace, _aggregates.With(arguments), cancellationToken);
        List<AggregateRow> events =
            await _database.QueryAsync<AggregateRow>(workspace, _events.With(arguments), cancellationToken);
        ILookup<string, AggregateRow> eventsOf =
            events.ToLookup(row => StoredText.Read(row.Key), StringComparer.Ordinal);
        Dictionary<string, AggregateRow> keptOf =
            kept.ToDictionary(row => StoredText.Read(row.Key), StringComparer.Ordinal);
        return
        [
            .. keys.Select(key => Compare(kind, key, keptOf.GetValueOrDefault(key), [.. eventsOf[key]]))
                .OfType<StateDifference>(),
        ];
    }

    private static StateDifference? Compare(
        AggregateKind kind, string key, AggregateRow? kept, ImmutableArray<AggregateRow> events)
    {
        // An aggregate without a state row either lost it or began while this was reading; its events say which.
        long version = kept?.Version ?? events.Length;
        ImmutableArray<AggregateRow> covered = [.. events.Where(row => row.Version <= version)];
        string? rebuilt = kind.Replay(covered.Select(row => StoredText.Read(row.State)));
        string? state = kept is { IsTorn: false } ? kept.ToAggregate().State : null;
        bool same = covered.Length == version && rebuilt is not null && state is not null && IsSame(kind, rebuilt, state);
        return same ? null : new StateDifference(kind.Stream(key), (int)version, state, rebuilt);
    }

    // One that was written in an earlier form says the same in today's.
    private static bool IsSame(AggregateKind kind, string rebuilt, string state)
    {
        try
        {
            return rebuilt == state || kind.Rewrite(state) == rebuilt;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
