using System.Collections.Immutable;

namespace Onboarding.Model.Audits.Reports;

/// <summary>In how many texts a theme was found.</summary>
/// <param name="Theme">Name of the theme.</param>
/// <param name="Words">The words that stand for it; a star stands for any ending.</param>
/// <param name="Texts">Texts with at least one of them.</param>
public sealed record ThemeCount(string Theme, ImmutableArray<string> Words, int Texts);
