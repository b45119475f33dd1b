using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Onboarding.Hub.Tests.Model.Documents;

/// <summary>Reads Mermaid as far as the hub writes it.</summary>
internal static partial class MermaidText
{
    // Letters, digits, a few harmless signs, numbers of signs and <br/>, and nothing else.
    private const string Label = @"""(?:[\p{L}\p{Nd} ,:()/%?._-]|#\d+;|<br/>)*""";

    private const string Node =
        @"[a-z]+\d*(?:o\d+)?(?:\(\[" + Label + @"\]\)|\[" + Label + @"\]|\{" + Label + @"\}|\{\{" + Label
        + @"\}\}(?::::[A-Z]+)?)";

    private const string Link = @"[a-z]+\d*(?: (?:-->|-\.->) [a-z]+\d*)+";

    private const string Style = "classDef [A-Z]+ [a-z0-9:#, -]+";

    /// <summary>The text with the numbers of signs turned into the signs, as a reader sees it.</summary>
    public static string Seen(string mermaid) => Numbered().Replace(mermaid, match => new Rune(
        int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)).ToString());

    /// <summary>Whether a line is one of those that a flowchart of the hub is made of.</summary>
    public static bool IsOfFlowchart(string line) => Statement().IsMatch(line);

    [GeneratedRegex("#(?<number>[0-9]+);", RegexOptions.None, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"^(?:|flowchart (?:TB|LR)|  (?:end|subgraph s\d+\[" + Label + @"\]|  " + Node + "|" + Node + "|" + Link
        + "|" + Style + "))$",
        RegexOptions.None, 1000)]
    private static partial Regex Statement();
}
