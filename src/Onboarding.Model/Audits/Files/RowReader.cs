using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Audits.Files;

/// <summary>The fields of one line by the names of their columns. What is not as it must be goes to the faults.</summary>
internal sealed class RowReader(ImmutableArray<CsvCell> header, ImmutableArray<CsvCell> line, List<CsvFault> faults)
{
    /// <summary>What names the row; never blank.</summary>
    public string Key(string column) => Text(column, AuditLimits.KeyLengthMax) is { } key
        ? key
        : Wrong(Find(column)!.Value, $"'{column}' is empty, but every line needs one", "");

    /// <summary>A text without the blanks around it; null when there is none.</summary>
    public string? Text(string column, int lengthMax) => Find(column) is { } cell && cell.Text.Trim() is { Length: > 0 } text
        ? text.Length <= lengthMax ? text : Wrong(cell, $"'{column}' takes at most {lengthMax} characters", (string?)null)
        : null;

    public DateOnly? Day(string column)
    {
        if (Find(column) is not { } cell || string.IsNullOrWhiteSpace(cell.Text))
        {
            return null;
        }

        return DateOnly.TryParseExact(
            cell.Text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : Wrong(cell, $"'{column}' is no day such as 2026-04-30", (DateOnly?)null);
    }

    public DateOnly DemandDay(string column) => Find(column) is { } cell && string.IsNullOrWhiteSpace(cell.Text)
        ? Wrong(cell, $"'{column}' is empty, but every line needs one", default(DateOnly))
        : Day(column) ?? default;

    public bool? YesOrNo(string column) => Find(column) switch
    {
        { Text: var text } cell => text.Trim() switch
        {
            "" => null,
            "yes" => true,
            "no" => false,
            _ => Wrong(cell, $"'{column}' takes yes or no", (bool?)null),
        },
        null => null,
    };

    public int? Number(string column, int min, int max)
    {
        if (Find(column) is not { } cell || string.IsNullOrWhiteSpace(cell.Text))
        {
            return null;
        }

        return int.TryParse(cell.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max
            ? number
            : Wrong(cell, $"'{column}' takes a whole number from {min} to {max}", (int?)null);
    }

    /// <summary>For each column with the prefix, whether its field is filled in.</summary>
    public ImmutableSortedDictionary<string, bool> Filled(string prefix) => With(prefix).ToImmutableSortedDictionary(
        cell => cell.Name, cell => !string.IsNullOrWhiteSpace(cell.Cell.Text), StringComparer.Ordinal);

    /// <summary>The facts of an account in columns with the prefix, each of its own type.</summary>
    public FieldMap Facts(string prefix) => FieldMap.Of(With(prefix)
        .Where(cell => !string.IsNullOrWhiteSpace(cell.Cell.Text))
        .Select(cell => (cell.Name, Value: Fact(cell.Name, cell.Cell)))
        .Where(fact => fact.Value is not null)
        .Select(fact => KeyValuePair.Create(fact.Name, fact.Value!)));

    private FieldValue? Fact(string name, CsvCell cell)
    {
        FieldDefinition field = FieldCatalogue.Find(ResourceKind.Account, name)!;
        string text = cell.Text.Trim();
        FieldValue? value = field.Type switch
        {
            FieldType.Number => decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out decimal number) ? new FieldValue.Number(number) : null,
            FieldType.Flag => text switch
            {
                "yes" => new FieldValue.Flag(true),
                "no" => new FieldValue.Flag(false),
                _ => null,
            },
            _ => FieldValue.OfText(text),
        };
        string? fault = value is null
            ? $"'{name}' takes {(field.Type == FieldType.Flag ? "yes or no" : "a number such as 12000.50")}"
            : field.Fault(value);
        return fault is null ? value : Wrong(cell, fault, (FieldValue?)null);
    }

    private IEnumerable<(string Name, CsvCell Cell)> With(string prefix) => header
        .Zip(line)
        .Where(pair => pair.First.Text.StartsWith(prefix, StringComparison.Ordinal))
        .Select(pair => (pair.First.Text[prefix.Length..], pair.Second));

    private CsvCell? Find(string column)
    {
        int at = header.Select(cell => cell.Text).ToList().IndexOf(column);
        return at < 0 ? null : line[at];
    }

    private T Wrong<T>(CsvCell cell, string message, T instead)
    {
        faults.Add(new CsvFault(cell.Line, cell.Column, message));
        return instead;
    }
}
