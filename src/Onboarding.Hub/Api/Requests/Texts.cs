using Onboarding.Hub.Api.Failures;

namespace Onboarding.Hub.Api.Requests;

/// <summary>Bounds of the texts that people write into requests.</summary>
internal static class Texts
{
    /// <summary>Longest reason, description or evidence: a page, for people to read.</summary>
    public const int WordsMax = 2_000;

    /// <summary>Longest content of an input.</summary>
    public const int ContentMax = 8_000;

    private const int KeyMax = 200;
    private const int MailMax = 254;

    /// <summary>A text that must be there.</summary>
    public static string Words(string text, string field, int max = WordsMax) =>
        string.IsNullOrWhiteSpace(text) || text.Length > max
            ? throw Refuse.Field(field, $"{field} takes 1 to {max} characters that are not all blank.")
            : text;

    /// <summary>The key of something inside a resource.</summary>
    public static string Key(string text, string field) => Words(text, field, KeyMax);

    /// <summary>A mail address. A missing one is for the model to refuse, which knows what would be unowned.</summary>
    public static string Mail(string text, string field) =>
        text.Length == 0 || (text.Length <= MailMax && !text.Any(char.IsWhiteSpace) && text.Count(c => c == '@') == 1)
            ? text
            : throw Refuse.Field(field, $"{field} is no mail address of at most {MailMax} characters.");
}
