using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

namespace Onboarding.Model.Conditions;

/// <summary>
/// Reads a condition from a file. The short form is one comparison in words, <c>annual_recurring_revenue >= 50000</c>,
/// <c>complexity = high</c> or <c>first_login_on is filled</c>; the long form is a map with one of <c>all</c>,
/// <c>any</c> (lists of conditions), <c>not</c> (a condition) or with <c>field</c>, <c>comparison</c> and <c>value</c>.
/// </summary>
public static class ConditionReader
{
    private const int LengthMax = 400;
    private const string Form = "write it like 'annual_recurring_revenue >= 50000' or 'first_login_on is filled'";

    // The longer sign first, so that '>=' is not read as '>'.
    private static readonly ImmutableArray<(string Sign, Comparison Comparison)> s_signs =
    [
        (">=", Comparison.AtLeast), ("<=", Comparison.AtMost), ("!=", Comparison.NotEqual),
        (">", Comparison.Greater), ("<", Comparison.Less), ("=", Comparison.Equal),
    ];

    /// <summary>The condition, or null with a fault noted in the file.</summary>
    /// <param name="node">Where the condition stands.</param>
    /// <param name="kind">Whose fields it may compare.</param>
    public static Condition? Read(YamlNode node, ResourceKind kind) =>
        node.IsMap ? node.Map(map => ReadMap(map, kind)) : ReadWords(node, kind);

    private static Condition? ReadMap(YamlMap map, ResourceKind kind)
    {
        YamlNode? all = map.Optional("all");
        YamlNode? any = map.Optional("any");
        YamlNode? not = map.Optional("not");
        YamlNode? field = map.Optional("field");
        YamlNode? comparison = map.Optional("comparison");
        YamlNode? value = map.Optional("value");
        if (new[] { all, any, not, field }.Count(node => node is not null) != 1)
        {
            map.Node.FaultAtKey("a condition is one of all, any, not, or a field with comparison and value");
            return null;
        }

        if (field is not null && comparison is not null)
        {
            return Compare(map.Node, field.Key(), comparison.Choice<Comparison>(), value?.Text(LengthMax), kind);
        }

        if (field is not null || comparison is not null || value is not null)
        {
            map.Node.FaultAtKey("field and comparison belong together, and value goes with them alone");
            return null;
        }

        if (not is not null)
        {
            return Read(not, kind) is { } part ? new Condition.Not(part) : null;
        }

        ImmutableArray<Condition> parts = Parts((all ?? any)!, kind);
        return all is not null ? new Condition.All(parts) : new Condition.Any(parts);
    }

    private static ImmutableArray<Condition> Parts(YamlNode node, ResourceKind kind)
    {
        ImmutableArray<YamlNode> parts = node.Items();
        if (parts.IsEmpty)
        {
            node.Fault("at least one part is needed here");
        }

        return [.. parts.Select(part => Read(part, kind)).OfType<Condition>()];
    }

    private static Condition? ReadWords(YamlNode node, ResourceKind kind)
    {
        if (node.Text(LengthMax) is not { } text)
        {
            return null;
        }

        int at = text.AsSpan().IndexOfAny("<>=!");
        if (at >= 0)
        {
            (string sign, Comparison comparison) =
                s_signs.FirstOrDefault(known => text.AsSpan(at).StartsWith(known.Sign, StringComparison.Ordinal));
            if (sign is not null)
            {
                return Compare(node, text[..at].Trim(), comparison, text[(at + sign.Length)..].Trim(), kind);
            }
        }

        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var field, "is", "filled"] => Compare(node, field, Comparison.Filled, null, kind),
            [var field, "is", "missing"] => Compare(node, field, Comparison.Missing, null, kind),
            _ => Refuse(node, $"'{FileFaults.Shown(text)}' is no condition; {Form}"),
        };
    }

    private static Condition? Compare(YamlNode node, string? name, Comparison? how, string? text, ResourceKind kind)
    {
        if (name is null || how is not { } comparison)
        {
            return null;
        }

        if (FieldCatalogue.Find(kind, name) is not { } field)
        {
            string known = string.Join(", ", FieldCatalogue.Of(kind).Select(one => one.Name));
            string owner = kind.ToString().ToLowerInvariant();
            return Refuse(node, $"'{FileFaults.Shown(name)}' is no field of an {owner}; known are {known}");
        }

        FieldValue? value = text is null ? null : Value(field.Type, Unquoted(text));
        if (text is not null && value is null)
        {
            string type = field.Type.ToString().ToLowerInvariant();
            return Refuse(node, $"{field.Name} is a {type} and cannot be compared with '{FileFaults.Shown(text)}'");
        }

        var compare = new Condition.Compare(field.Name, comparison, value);
        return ConditionCheck.Faults(compare, kind) is [var fault, ..] ? Refuse(node, fault) : compare;
    }

    private static FieldValue? Value(FieldType type, string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        CultureInfo culture = CultureInfo.InvariantCulture;
        return type switch
        {
            FieldType.Text => FieldValue.OfText(text),
            FieldType.Number when decimal.TryParse(text, style, culture, out decimal number) =>
                new FieldValue.Number(number),
            FieldType.Flag when text is "true" or "false" => new FieldValue.Flag(text == "true"),
            FieldType.Date when DateOnly.TryParseExact(
                text, "yyyy-MM-dd", culture, DateTimeStyles.None, out DateOnly day) => new FieldValue.Date(day),
            _ => null,
        };
    }

    private static string Unquoted(string text) =>
        text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    private static Condition? Refuse(YamlNode node, string message)
    {
        node.Fault(message);
        return null;
    }
}
