namespace Onboarding.Model.Onboardings.Waiting;

/// <summary>What a piece of an onboarding is.</summary>
public enum PieceKind
{
    /// <summary>A stage that is to be entered.</summary>
    StageEntry,

    /// <summary>A stage that is to be passed.</summary>
    Stage,
    Task,
    Input,
    Milestone,
    Blocker,
    SetupAction,

    /// <summary>Going live; there is one, and it has no key.</summary>
    GoLive,
}
