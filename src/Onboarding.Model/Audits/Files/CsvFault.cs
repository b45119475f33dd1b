namespace Onboarding.Model.Audits.Files;

/// <summary>What is wrong with a CSV text, and where.</summary>
/// <param name="Line">Line of the text, from 1.</param>
/// <param name="Column">Character of the line, from 1.</param>
/// <param name="Message">What is wrong and what is right.</param>
public sealed record CsvFault(int Line, int Column, string Message)
{
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
