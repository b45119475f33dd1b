using System.Collections.Immutable;

namespace Onboarding.Hub.Api.Health;

/// <summary>
/// Where the parts of the hub say whether they can be used, and where the health service reads it. Safe for any number
/// of setters and readers at once. The whole server starts as <see cref="ServingState.NotServing"/>: no traffic comes
/// to a hub that has not said that it is ready.
/// </summary>
public sealed class HealthBoard
{
    /// <summary>The name that stands for the server as a whole.</summary>
    public const string WholeServer = "";

    private readonly Lock _writing = new();
    private volatile HealthSnapshot _current = new(
        ImmutableDictionary.Create<string, ServingState>(StringComparer.Ordinal)
            .Add(WholeServer, ServingState.NotServing),
        IsClosed: false);

    /// <summary>What the board says now.</summary>
    internal HealthSnapshot Current => _current;

    /// <summary>Says whether a service can be used. Ignored once the board is closed.</summary>
    /// <param name="service">The full name of a gRPC service, or <see cref="WholeServer"/>.</param>
    /// <param name="state">Its state from now on.</param>
    public void Set(string service, ServingState state)
    {
        ArgumentNullException.ThrowIfNull(service);
        Change(states => states.SetItem(service, state), close: false);
    }

    /// <summary>
    /// Says that nothing can be used any more, for good, and ends every watch. Called when the server begins to shut
    /// down, because a watch that stays open would hold it up.
    /// </summary>
    public void Close() =>
        Change(
            states => states.SetItems(
                states.Keys.Select(service => KeyValuePair.Create(service, ServingState.NotServing))),
            close: true);

    private void Change(
        Func<ImmutableDictionary<string, ServingState>, ImmutableDictionary<string, ServingState>> change,
        bool close)
    {
        HealthSnapshot before;
        lock (_writing)
        {
            before = _current;
            if (before.IsClosed)
            {
                return;
            }

            _current = new HealthSnapshot(change(before.States), close);
        }

        before.Replace();
    }
}
