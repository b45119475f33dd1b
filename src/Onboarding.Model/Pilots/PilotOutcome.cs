namespace Onboarding.Model.Pilots;

/// <summary>What was decided on the evidence of a pilot.</summary>
public enum PilotOutcome
{
    /// <summary>The process is ready for everybody.</summary>
    Proceed,

    /// <summary>It is watched for longer.</summary>
    Extend,

    /// <summary>It goes back to those who built it, and this pilot is over.</summary>
    LoopBack,
}
