namespace Onboarding.Model.Onboardings;

/// <summary>A raised risk with an owner and a day by which they must answer.</summary>
public sealed record EscalationState
{
    /// <summary>Names the cause, such as "stalled:training"; there is at most one escalation of a cause.</summary>
    public required string Cause { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Why { get; init; }

    /// <summary>
    /// Place in the playbook's path of the one who was told last, from 0; -1 for the own role of an alert, which comes
    /// before the path.
    /// </summary>
    public required int Step { get; init; }

    /// <summary>Mail address of the one who was told last.</summary>
    public required string Owner { get; init; }

    public required EscalationPhase Phase { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Day by whose end it must be acknowledged; null at the last step.</summary>
    public DateOnly? AcknowledgeBy { get; init; }
}
