using System.Diagnostics;

using Onboarding.Model.Onboardings.Explanations;
using Onboarding.Model.Onboardings.Waiting;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Explanations of what an onboarding waits for, on the wire.</summary>
internal static class BlockAnswers
{
    public static V1.ExplainBlockedResponse ToWire(BlockExplanation explanation) => new()
    {
        Explanation = explanation.Words,
        Health = explanation.Health,
        Gates = { explanation.Gates.Select(Gate) },
        Pieces = { explanation.Pieces.Select(Waiting) },
    };

    private static V1.OpenGate Gate(OpenGate gate) => new()
    {
        Gate = Ref(gate.Gate),
        WaitsFor = { gate.WaitsFor.Select(Ref) },
        RootCauses = { gate.RootCauses.Select(Ref) },
    };

    private static V1.WaitingPiece Waiting(WaitingPiece piece) => new()
    {
        Piece = Ref(piece.Piece),
        DisplayName = piece.Title,
        Owner = piece.Owner,
        SinceTime = Wire.Of(piece.Since),
        DueDate = Wire.Of(piece.DueOn),
        WaitsFor = { piece.WaitsFor.Select(Ref) },
        RootCause = piece.IsRootCause,
        Explanation = piece.Words,
    };

    private static V1.PieceRef Ref(Piece piece) => new() { Kind = KindOf(piece.Kind), Key = piece.Key };

    private static V1.PieceKind KindOf(PieceKind kind) => kind switch
    {
        PieceKind.StageEntry => V1.PieceKind.StageEntry,
        PieceKind.Stage => V1.PieceKind.Stage,
        PieceKind.Task => V1.PieceKind.Task,
        PieceKind.Input => V1.PieceKind.Input,
        PieceKind.Milestone => V1.PieceKind.Milestone,
        PieceKind.Blocker => V1.PieceKind.Blocker,
        PieceKind.SetupAction => V1.PieceKind.SetupAction,
        PieceKind.GoLive => V1.PieceKind.GoLive,
        _ => throw new UnreachableException(),
    };
}
