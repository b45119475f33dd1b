using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>A task of the plan before, of the revision, or of both.</summary>
/// <param name="Before">Its definition before; null when it is new.</param>
/// <param name="Revision">Its definition in the revision; null when that has none.</param>
/// <param name="After">Its definition afterwards; null when it is in the plan no more.</param>
/// <param name="Live">Its state; null when the customer has no such task.</param>
/// <param name="Fate">What becomes of it.</param>
internal sealed record MergedTask(
    TaskDefinition? Before, TaskDefinition? Revision, TaskDefinition? After, TaskState? Live, TaskFate Fate)
{
    public string Key => (Revision ?? Before)!.Key;

    public string Title => (Revision ?? Before)!.Title;

    /// <summary>Whether the customer has the task afterwards.</summary>
    public bool IsThere => Fate is TaskFate.Stays or TaskFate.Added or TaskFate.Kept or TaskFate.Skipped;

    public bool IsClosed => Live?.Phase is TaskPhase.Completed or TaskPhase.Skipped;
}
