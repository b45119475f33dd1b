namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One task of a playbook.</summary>
public sealed record GainsightPlaybookTask
{
    /// <summary>Name that the task under the CTA receives.</summary>
    public required string Name { get; init; }

    /// <summary>Days from the creation of the CTA to the due date of the task.</summary>
    public required int DueAfterDays { get; init; }

    /// <summary>Label of the task type: Action, Email, Call or Other in a fresh tenant.</summary>
    public string Type { get; init; } = "Action";

    /// <summary>Label of the priority.</summary>
    public string Priority { get; init; } = "Medium";
}
