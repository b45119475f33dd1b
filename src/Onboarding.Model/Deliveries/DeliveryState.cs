using System.Collections.Immutable;

namespace Onboarding.Model.Deliveries;

/// <summary>One request of a set-up action on its way to a system, with every attempt to deliver it.</summary>
public sealed record DeliveryState
{
    public required DeliveryMessage Message { get; init; }

    public required DeliveryPhase Phase { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<DeliveryAttempt> Attempts { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>When it is to be sent; null once it has ended.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why it failed or is not needed any more.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
