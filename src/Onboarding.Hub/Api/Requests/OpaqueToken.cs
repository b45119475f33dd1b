using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Hub.Api.Requests;

/// <summary>
/// A place in a list or stream as a text that a caller gives back. It is bound by a checksum to what was asked, so that
/// it is of no use for another call. It holds no secret and grants nothing: every call checks its caller anew.
/// </summary>
internal static class OpaqueToken
{
    private const int ChecksumLength = 16;
    private const char Separator = '\u001f';

    public static string Write(ReadOnlySpan<byte> asked, params ReadOnlySpan<string> parts)
    {
        byte[] place = Encoding.UTF8.GetBytes(string.Join(Separator, parts.ToArray().Select(Mark)));
        return Base64Url.EncodeToString([.. Checksum(asked, place), .. place]);
    }

    /// <summary>The parts of the place; null when the token is not one for what is asked.</summary>
    public static string[]? Read(ReadOnlySpan<byte> asked, string token, int parts)
    {
        if (!Base64Url.IsValid(token))
        {
            return null;
        }

        byte[] bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < ChecksumLength
            || !bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(asked, bytes.AsSpan(ChecksumLength))))
        {
            return null;
        }

        string[] place = Encoding.UTF8.GetString(bytes.AsSpan(ChecksumLength)).Split(Separator);
        return place.Length == parts ? [.. place.Select(Unmark)] : null;
    }

    // A title comes from a platform and may hold any character, the separator too.
    private static string Mark(string part) => part.Replace("\u001e", "\u001e0").Replace("\u001f", "\u001e1");

    private static string Unmark(string part) => part.Replace("\u001e1", "\u001f").Replace("\u001e0", "\u001e");

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> asked, ReadOnlySpan<byte> place)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(asked.Length));
        hash.AppendData(asked);
        hash.AppendData(place);
        return hash.GetHashAndReset().AsSpan(0, ChecksumLength);
    }
}
