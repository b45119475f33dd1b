namespace Onboarding.Model.Audits.Files;

/// <summary>One field of a CSV text.</summary>
/// <param name="Text">Its content without quotes.</param>
/// <param name="Line">Line of the text in which it begins, from 1.</param>
/// <param name="Column">Character of the line at which it begins, from 1.</param>
internal readonly record struct CsvCell(string Text, int Line, int Column);
