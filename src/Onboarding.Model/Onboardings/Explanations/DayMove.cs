namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>One time that something got another day.</summary>
public sealed record DayMove
{
    /// <summary>The day before; null when it had none.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The day afterwards; null when it has none any more.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Why { get; init; }

    /// <summary>Position of the event in the journal.</summary>
    public required long Position { get; init; }

    /// <summary>Name of the event's case, such as "redated".</summary>
    public required string Event { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked for what moved it; see <c>Origin</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The call, record or event that led to it; see <c>Origin</c>.</summary>
    public required string Cause { get; init; }
}
