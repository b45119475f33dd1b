using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Waiting;

namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>A piece that keeps a gate closed, or that such a piece waits for.</summary>
public sealed record WaitingPiece
{
    public required Piece Piece { get; init; }

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>Mail address of who is to see to it.</summary>
    public required string Owner { get; init; }

    /// <summary>Since when it is open or waits.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Last day on which it is in time; null where it has none.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>What it waits for in turn, directly.</summary>
    public required ImmutableArray<Piece> WaitsFor { get; init; }

    /// <summary>Whether the chain ends here: it waits only for somebody, or for itself by way of others.</summary>
    public required bool IsRootCause { get; init; }

    /// <summary>How it stands, in words.</summary>
    public required string Words { get; init; }
}
