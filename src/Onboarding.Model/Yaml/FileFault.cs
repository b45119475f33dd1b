namespace Onboarding.Model.Yaml;

/// <summary>What is wrong with a file, and where.</summary>
/// <param name="File">Name of the file as its author knows it.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Message">What is wrong and what would be right, in words for the author.</param>
public sealed record FileFault(string File, int Line, int Column, string Message)
{
    /// <summary>
    /// The form that editors and terminals turn into a link: <c>workspace.yaml:12:5: what is wrong</c>.
    /// </summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
