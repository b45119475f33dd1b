using Onboarding.Sync.Calls;

namespace Onboarding.Sync.Runs;

/// <summary>Why a run is made, and what it may do.</summary>
/// <param name="StartedBy">"schedule", "reconcile", "call:{request id}" or "webhook".</param>
/// <param name="Priority">Whose part of the budget its calls spend from.</param>
/// <param name="DeletesConfirmed">
/// Whether a person said yes to more deletes than <see cref="SyncSettings.DeletedShareMax"/>.
/// </param>
public sealed record SyncRequest(
    string StartedBy, CallPriority Priority = CallPriority.Normal, bool DeletesConfirmed = false)
{
    /// <summary>Whether everything is read again from the beginning, to find what changes alone do not tell.</summary>
    public bool Full { get; init; }

    /// <summary>Id that the run gets; null takes a new one.</summary>
    public Guid? RunId { get; init; }
}
