using System.Collections.Immutable;

using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Something that a playbook says clearly and that would still go wrong.</summary>
/// <param name="Severity">Whether it prevents publishing.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Place">Where the part stands that it is about.</param>
/// <param name="Variants">The variants in which it is so, in the order of the file.</param>
/// <param name="Message">What would go wrong, in words for the author.</param>
public sealed record PlaybookFinding(
    PlaybookSeverity Severity, string File, SourcePlace Place, ImmutableArray<string> Variants, string Message)
{
    /// <summary>Like <c>playbook.yaml:12:3: error: high_touch: what is wrong</c>.</summary>
    public override string ToString()
    {
        string severity = Severity.ToString().ToLowerInvariant();
        return $"{File}:{Place.Line}:{Place.Column}: {severity}: {string.Join(", ", Variants)}: {Message}";
    }
}
