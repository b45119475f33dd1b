namespace Onboarding.Model.Playbooks;

/// <summary>A published, immutable revision of a playbook.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Source">The file as it was published.</param>
/// <param name="Definition">What the file says.</param>
/// <param name="By">Who published it.</param>
/// <param name="At">When.</param>
public sealed record PlaybookRevision(int Number, string Source, PlaybookDefinition Definition, string By, DateTimeOffset At);
