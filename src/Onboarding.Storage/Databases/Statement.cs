using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Onboarding.Storage.Databases;

/// <summary>
/// SQL with <c>@named</c> parameters. The names are found once, here: PostgreSQL is sent <c>$1, $2</c> in their order,
/// because a text that needs no rewriting is prepared once and never parsed again.
/// </summary>
internal sealed partial class Statement
{
    public Statement(string sql)
    {
        Sql = sql;
        Names =
            [.. Parameters().Matches(sql).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
        Numbered = Parameters().Replace(sql, match => $"${Names.IndexOf(match.Groups["name"].Value) + 1}");
    }

    public string Sql { get; }

    public string Numbered { get; }

    public ImmutableArray<string> Names { get; }

    /// <summary>The statement with its arguments: texts, numbers, lists of texts.</summary>
    public BoundStatement With(params ImmutableArray<(string Name, object Value)> arguments) =>
        new(this, arguments, null);

    /// <summary>The statement with its arguments and the rows it works on.</summary>
    public BoundStatement With(RowSet rows, params ImmutableArray<(string Name, object Value)> arguments) =>
        new(this, arguments, rows);

    [GeneratedRegex("@(?<name>[a-z_]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameters();
}
