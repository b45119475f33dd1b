using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Storage.Journal;

/// <summary>The second line of a state, which is kept once for all aggregates of a workspace that share it.</summary>
/// <param name="Hash">SHA-256 of the content, in lower-case hexadecimal digits.</param>
/// <param name="Content">The line.</param>
internal sealed record StatePart(string Hash, string Content)
{
    // Whoever writes a part that many share gives the same text again and again.
    private static readonly ConditionalWeakTable<string, StatePart> s_known = [];

    public static StatePart Of(string content) => s_known.GetValue(
        content,
        static text => new StatePart(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text));

    /// <summary>Puts a state together again.</summary>
    public static string Join(string state, string? content) => content is null ? state : $"{state}\n{content}";
}
