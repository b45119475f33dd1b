using System.Diagnostics;

namespace Onboarding.Model.Onboardings.Waiting;

/// <summary>Something of an onboarding that is not finished: it waits for others, or others wait for it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Its key in the plan or among the blockers; "" for going live.</param>
public readonly record struct Piece(PieceKind Kind, string Key)
{
    public static Piece GoLive { get; } = new(PieceKind.GoLive, "");

    /// <summary>In the words of a gate, such as "task call"; a stage to enter and one to pass are alike.</summary>
    public override string ToString() => Kind switch
    {
        PieceKind.StageEntry or PieceKind.Stage => $"stage {Key}",
        PieceKind.Task => $"task {Key}",
        PieceKind.Input => $"input {Key}",
        PieceKind.Milestone => $"milestone {Key}",
        PieceKind.SetupAction => $"set-up action {Key}",
        PieceKind.Blocker => $"blocker {Key}",
        PieceKind.GoLive => "going live",
        _ => throw new UnreachableException(),
    };
}
