using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Waiting;

namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>A gate that is closed.</summary>
/// <param name="Gate">The stage that cannot be passed, or going live.</param>
/// <param name="WaitsFor">What it waits for directly.</param>
/// <param name="RootCauses">Where the chains from there end, those first that most tasks wait for.</param>
public sealed record OpenGate(Piece Gate, ImmutableArray<Piece> WaitsFor, ImmutableArray<Piece> RootCauses);
