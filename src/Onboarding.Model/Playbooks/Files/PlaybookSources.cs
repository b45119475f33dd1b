using System.Collections.Immutable;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>
/// Where the parts of a playbook stand in its file, so that what is said of a part can name its line.
/// </summary>
/// <param name="File">Name of the file.</param>
public sealed record PlaybookSources(string File)
{
    /// <summary>For a playbook that was not read from a file: every part stands in line 1.</summary>
    public static PlaybookSources None { get; } = new("playbook");

    internal ImmutableDictionary<(string? Variant, PlaybookPart Part, string Key), SourcePlace> Places { get; init; } =
        ImmutableDictionary<(string?, PlaybookPart, string), SourcePlace>.Empty;

    /// <summary>
    /// The place of a part: where the variant changes or adds it, else where the base has it, else line 1.
    /// </summary>
    public SourcePlace PlaceOf(string variant, PlaybookPart part, string key) =>
        Places.TryGetValue((variant, part, key), out SourcePlace? own) ? own
        : Places.TryGetValue((null, part, key), out SourcePlace? shared) ? shared
        : new SourcePlace(1, 1);
}
