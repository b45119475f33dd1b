using System.Globalization;

namespace Onboarding.Connectors.Mappings;

/// <summary>Reads numbers as decimals, and only those that a decimal holds to the last digit.</summary>
internal static class ExactNumber
{
    // A decimal is a whole number below 2^96, so any of 28 digits, divided by a power of ten up to this one.
    private const int DigitsMax = 28;

    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Whether the text is a number at all, however large or long. No blanks, no separators of thousands.</summary>
    public static bool IsNumber(string text) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number)
        && text.Any(char.IsAsciiDigit);

    /// <summary>The number; null when it is none or cannot be held exactly.</summary>
    public static decimal? Read(string text)
    {
        if (!IsNumber(text))
        {
            return null;
        }

        int mark = text.AsSpan().IndexOfAny('e', 'E');
        string mantissa = (mark < 0 ? text : text[..mark]).TrimStart('-', '+');
        if (!int.TryParse(mark < 0 ? "0" : text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out int exponent))
        {
            return null;
        }

        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string fraction = point < 0 ? "" : mantissa[(point + 1)..].TrimEnd('0');
        string digits = ((point < 0 ? mantissa : mantissa[..point]) + fraction).TrimStart('0');
        long smallest = (long)exponent - fraction.Length;
        bool isExact = digits.Length == 0
            || (digits.TrimEnd('0').Length <= DigitsMax && smallest + digits.Length - digits.TrimEnd('0').Length >= -DigitsMax);
        return isExact && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal number) ? number : null;
    }
}
