namespace Onboarding.Model.Playbooks.Files;

/// <summary>A place in a file.</summary>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record SourcePlace(int Line, int Column);
