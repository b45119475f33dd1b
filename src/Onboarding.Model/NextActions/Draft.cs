using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Waiting;

namespace Onboarding.Model.NextActions;

/// <summary>An action before it is known who does it and in which words they are told.</summary>
internal sealed record Draft
{
    public required ActionKind Kind { get; init; }

    /// <summary>The piece that it finishes; null when it finishes none.</summary>
    public Piece? Finishes { get; init; }

    public required string Key { get; init; }

    public required string Role { get; init; }

    public required string Owner { get; init; }

    public required string What { get; init; }

    /// <summary>Whether somebody at the customer may be asked for it.</summary>
    public bool CustomerVisible { get; init; }

    /// <summary>The reason, unless it is overdue.</summary>
    public required ActionReason Reason { get; init; }

    /// <summary>What there is to say beside its day and what waits for it; only inside is it told.</summary>
    public string Note { get; init; } = "";

    public DateOnly? DueOn { get; init; }

    public ImmutableArray<string> Fields { get; init; } = [];
}
