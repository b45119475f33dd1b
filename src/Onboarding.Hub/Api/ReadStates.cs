using Microsoft.Extensions.Caching.Memory;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>
/// States as they were last read from their JSON, because that is most of the work of a read. Each read still takes its
/// row from the store, and a state serves only as long as the row has the version that it was read from.
/// </summary>
internal sealed class ReadStates : IDisposable
{
    /// <summary>States kept at most: some 40 MB, with onboardings of 40 tasks. Beyond it those not used for longest go.</summary>
    private const int StatesMax = 500;

    private readonly MemoryCache _states = new(new MemoryCacheOptions { SizeLimit = StatesMax });

    /// <summary>The state that the row holds.</summary>
    public TState Of<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, WorkspaceId workspace, StoredAggregate row)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        (WorkspaceId, StreamId) key = (workspace, row.Stream);
        if (_states.TryGetValue(key, out Versioned? known) && known!.Version == row.Version)
        {
            return (TState)known.State;
        }

        TState state = kind.ReadState(row.State);
        _states.Set(key, new Versioned(row.Version, state), new MemoryCacheEntryOptions { Size = 1 });
        return state;
    }

    public void Dispose() => _states.Dispose();

    private sealed record Versioned(int Version, object State);
}
