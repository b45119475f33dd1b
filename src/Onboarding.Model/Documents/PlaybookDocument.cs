namespace Onboarding.Model.Documents;

/// <summary>A document about a playbook.</summary>
/// <param name="Title">Name for people.</param>
/// <param name="MediaType"><see cref="Markdown"/> or <see cref="Mermaid"/>.</param>
/// <param name="Content">The text, with lines that end in a line feed.</param>
public sealed record PlaybookDocument(string Title, string MediaType, string Content)
{
    public const string Markdown = "text/markdown";
    public const string Mermaid = "text/vnd.mermaid";
}
