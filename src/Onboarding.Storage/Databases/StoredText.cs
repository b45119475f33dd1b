using System.Diagnostics.CodeAnalysis;
using System.Text;

using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Databases;

/// <summary>
/// Texts as both databases keep them. PostgreSQL refuses the NUL character and SQLite's functions stop at it, yet a
/// platform may send one in any field. So NUL is written as the pair U+0001 '0' and U+0001 itself as U+0001 '1', which
/// keeps the ordinal order. Half a surrogate pair is no text in UTF-8 and is written as U+FFFD.
/// JSON is never altered by this, because it holds no raw control character.
/// </summary>
internal static class StoredText
{
    private const char Mark = '\u0001';

    /// <summary>
    /// The text as a parameter of a statement. Whatever binds parameters calls this, and nobody else.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Write(string? text)
    {
        ReadOnlySpan<char> characters = text;
        bool plain = characters.IndexOfAny('\0', Mark) < 0 && characters.IndexOfAnyInRange('\uD800', '\uDFFF') < 0;
        return plain ? text : Escape(text!);
    }

    /// <summary>The text as it was before <see cref="Write"/>.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Read(string? text) =>
        text is null || !text.Contains(Mark) ? text : text.Replace("\u00010", "\0").Replace("\u00011", "\u0001");

    /// <summary>A text that is part of a key.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Key(string? text) => text is null || text.Length <= StoreBounds.KeyLengthMax
        ? text
        : throw new ArgumentException(
            $"The key '{text[..40]}...' has {text.Length} characters; at most {StoreBounds.KeyLengthMax} are kept.",
            nameof(text));

    /// <summary>A title, cut to its length without tearing a character in two.</summary>
    public static string Title(string text)
    {
        if (text.Length <= StoreBounds.TitleLengthMax)
        {
            return text;
        }

        bool torn = char.IsHighSurrogate(text[StoreBounds.TitleLengthMax - 1]);
        return text[..(StoreBounds.TitleLengthMax - (torn ? 1 : 0))];
    }

    private static string Escape(string text)
    {
        var written = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                0 => written.Append(Mark).Append('0'),
                Mark => written.Append(Mark).Append('1'),
                _ => written.Append(rune.ToString()),
            };
        }

        return written.ToString();
    }
}
