namespace Onboarding.Sync.Catalogue;

/// <summary>A connector cannot be used; the message names its file, what is wrong with it and what to do.</summary>
public sealed class ConnectorLoadException : Exception
{
    public ConnectorLoadException(string file, string problem)
        : base($"{file}: {problem}") => File = file;

    public ConnectorLoadException(string file, string problem, Exception inner)
        : base($"{file}: {problem}", inner) => File = file;

    /// <summary>The file or folder.</summary>
    public string File { get; }
}
