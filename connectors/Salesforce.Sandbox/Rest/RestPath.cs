using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>A path below <c>/services/data/vNN.0/</c>, taken apart before it is unescaped.</summary>
internal sealed record RestPath(int Version, ImmutableArray<string> Segments, IReadOnlyDictionary<string, string> Query)
{
    public string BasePath => string.Create(CultureInfo.InvariantCulture, $"/services/data/v{Version}.0/");

    public static bool TryParse(string target, [NotNullWhen(true)] out RestPath? path)
    {
        path = null;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var segments = (mark < 0 ? target : target[..mark]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is not ["services", "data", ['v', .. var version], .. var rest]
            || !version.EndsWith(".0", StringComparison.Ordinal)
            || !int.TryParse(version.AsSpan(..^2), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        path = new RestPath(
            number, [.. rest.Select(Uri.UnescapeDataString)], ParseQuery(mark < 0 ? "" : target[(mark + 1)..]));
        return true;
    }

    public static Dictionary<string, string> ParseQuery(string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equal = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equal < 0 ? pair : pair[..equal];
            values[Unescape(name)] = equal < 0 ? "" : Unescape(pair[(equal + 1)..]);
        }

        return values;
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
