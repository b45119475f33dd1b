namespace Onboarding.Model.Ids;

/// <summary>Tells a mail address, which names a person, from any other text that a platform may give for an owner.</summary>
internal static class MailAddress
{
    // RFC 5321 section 4.5.3.1.3, less the brackets.
    private const int LengthMax = 254;

    // What separates, quotes or comments in a header (RFC 5322 section 3.2.3, less the dot and the sign itself).
    private const string Specials = ",;:<>()[]\"\\";

    /// <summary>Whether the text is one mail address and nothing else; one with a quoted part is not taken.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: <= LengthMax } && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < text.Length - 1 && text.LastIndexOf('@') == at
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || Specials.Contains(c, StringComparison.Ordinal));
}
