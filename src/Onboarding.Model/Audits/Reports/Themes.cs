using System.Collections.Immutable;
using System.Globalization;

namespace Onboarding.Model.Audits.Reports;

/// <summary>
/// Counts what customers spoke of by a stated list of English words. It understands nothing: "not confusing" counts as
/// confusing, and the report shows the words so that a reader can judge the count.
/// </summary>
public static class Themes
{
    private static readonly ImmutableArray<(string Theme, ImmutableArray<string> Words)> s_list =
    [
        ("stuck", ["stuck", "blocked", "stalled", "waiting", "waited", "delay*", "bottleneck*"]),
        ("confused", ["confus*", "unclear", "complicated", "overwhelm*", "lost", "understand", "understood"]),
        ("set-up", ["setup", "set-up", "install*", "configur*", "migrat*", "import*"]),
        ("connecting systems", ["integrat*", "api", "sso", "sync*", "connector*"]),
        ("training", ["train*", "documentation", "docs", "tutorial*", "webinar*", "learn*"]),
        ("nobody there", ["unresponsive", "response", "responded", "contact", "handover", "handoff", "ghosted", "owner"]),
        ("promises of sales", ["promis*", "oversold", "sales", "expect*", "misled"]),
        ("no value seen", ["value", "roi", "benefit*", "adoption", "unused", "use"]),
        ("price", ["price*", "pricing", "cost*", "expensive", "budget*"]),
    ];

    /// <summary>Every theme with the number of texts that speak of it, the most frequent first.</summary>
    public static ImmutableArray<ThemeCount> Count(IReadOnlyCollection<string> texts)
    {
        ImmutableArray<ImmutableArray<string>> words = [.. texts.Select(WordsOf)];
        return
        [
            .. s_list
                .Select(theme => new ThemeCount(
                    theme.Theme, theme.Words, words.Count(text => text.Any(word => theme.Words.Any(of => Stands(of, word))))))
                .OrderByDescending(theme => theme.Texts).ThenBy(theme => theme.Theme, StringComparer.Ordinal),
        ];
    }

    private static bool Stands(string pattern, string word) => pattern.EndsWith('*')
        ? word.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : word == pattern;

    private static ImmutableArray<string> WordsOf(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        string lower = text.ToLower(CultureInfo.InvariantCulture);
        int begin = -1;
        for (int at = 0; at <= lower.Length; at++)
        {
            bool within = at < lower.Length && (char.IsLetterOrDigit(lower[at]) || (lower[at] == '-' && begin >= 0));
            if (within && begin < 0)
            {
                begin = at;
            }
            else if (!within && begin >= 0)
            {
                words.Add(lower[begin..at]);
                begin = -1;
            }
        }

        return words.ToImmutable();
    }
}
