using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Definitions;

/// <summary>What a definition says, and who must agree to it.</summary>
/// <param name="Title">Name for people, at most <see cref="TitleLengthMax"/> characters.</param>
/// <param name="Meaning">The meaning in words, at most <see cref="MeaningLengthMax"/> characters.</param>
/// <param name="Approvers">Roles that must approve, each once; never empty.</param>
public sealed record DefinitionText(string Title, string Meaning, ImmutableArray<string> Approvers)
{
    public const int TitleLengthMax = 120;
    public const int MeaningLengthMax = YamlNode.TextMax;

    /// <summary>Most roles that must approve one definition: a definition that needs more is never settled.</summary>
    public const int ApproversMax = 12;

    /// <summary>Whether the other says the same and asks the same roles.</summary>
    public bool IsSame(DefinitionText other) => Title == other.Title && Meaning == other.Meaning
        && Approvers.SequenceEqual(other.Approvers, StringComparer.Ordinal);

    /// <summary>What is wrong with it, in words; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        _ when string.IsNullOrWhiteSpace(Title) || Title.Length > TitleLengthMax =>
            $"a title has 1 to {TitleLengthMax} characters",
        _ when string.IsNullOrWhiteSpace(Meaning) || Meaning.Length > MeaningLengthMax =>
            $"a meaning has 1 to {MeaningLengthMax} characters",
        _ when Approvers.IsDefaultOrEmpty || Approvers.Length > ApproversMax =>
            $"1 to {ApproversMax} roles must approve",
        _ when Approvers.Distinct(StringComparer.Ordinal).Count() < Approvers.Length
            || Approvers.Any(string.IsNullOrWhiteSpace) => "each role that must approve is named once",
        _ => null,
    };
}
