namespace Onboarding.Model.Ids;

/// <summary>Tells a mail address, which names a person, from any other text that a platform may give for an owner.</summary>
internal static class MailAddress
{
    // RFC 5321 section 4.5.3.1.3, less the brackets.
    private const int LengthMax = 254;

    /// <summary>Whether the text is one mail address and nothing else.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: <= LengthMax } && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
}
