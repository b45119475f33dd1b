using System.Collections.Immutable;

namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>Why an onboarding is not moving.</summary>
/// <param name="Words">All of it in a sentence or two.</param>
/// <param name="Health">How it stands against its plan, in words.</param>
/// <param name="Gates">The gate of its stage and that of going live; empty once it has ended.</param>
/// <param name="Pieces">
/// Everything that these wait for, directly or by way of others, each once: the gates, then what is nearest to them.
/// </param>
public sealed record BlockExplanation(
    string Words, string Health, ImmutableArray<OpenGate> Gates, ImmutableArray<WaitingPiece> Pieces);
