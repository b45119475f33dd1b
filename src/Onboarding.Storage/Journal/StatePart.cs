using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Storage.Journal;

/// <summary>The second line of a state, which is kept once for all aggregates of a workspace that share it.</summary>
/// <param name="Hash">SHA-256 of the content, in lower-case hexadecimal digits.</param>
/// <param name="Content">The line.</param>
internal sealed record StatePart(string Hash, string Content)
{
    /// <summary>Takes a state apart; the part is null for one of a single line.</summary>
    public static (string State, StatePart? Part) Split(string state)
    {
        int end = state.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
        {
            return (state, null);
        }

        string content = state[(end + 1)..];
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return (state[..end], new StatePart(hash, content));
    }

    /// <summary>Puts a state together again.</summary>
    public static string Join(string state, string? content) => content is null ? state : $"{state}\n{content}";
}
