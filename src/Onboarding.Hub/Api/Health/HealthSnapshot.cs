using System.Collections.Immutable;

namespace Onboarding.Hub.Api.Health;

/// <summary>Everything the health board says at one moment.</summary>
/// <param name="States">The state of each service, by full name.</param>
/// <param name="IsClosed">Whether this is the last word: the server is shutting down.</param>
internal sealed record HealthSnapshot(ImmutableDictionary<string, ServingState> States, bool IsClosed)
{
    // Continuations run elsewhere, so that whoever sets a state does not also write to every watcher.
    private readonly TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when another snapshot has taken this one's place.</summary>
    public Task Replaced => _replaced.Task;

    public void Replace() => _replaced.TrySetResult();
}
