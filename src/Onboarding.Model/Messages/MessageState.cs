using System.Text.Json.Serialization;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Messages;

/// <summary>A message that the hub means somebody to get.</summary>
public sealed record MessageState
{
    public required OnboardingId Onboarding { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    public required MessageIntent Intent { get; init; }

    public required MessagePhase Phase { get; init; }

    /// <summary>When it was made; it is to be sent from then on.</summary>
    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>Mail address of the one who gets it; null while nobody is known in the role.</summary>
    public string? To { get; init; }

    public string? ToName { get; init; }

    /// <summary>Why it waits, or is not needed any more.</summary>
    public string? Reason { get; init; }

    /// <summary>The subject with the recipient's name.</summary>
    [JsonIgnore]
    public string Subject => Intent.Named(Intent.Subject, ToName);

    /// <summary>The text with the recipient's name.</summary>
    [JsonIgnore]
    public string Text => Intent.Named(Intent.Text, ToName);
}
