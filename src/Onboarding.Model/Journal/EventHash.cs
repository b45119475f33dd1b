using System.Security.Cryptography;
using System.Text;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Journal;

/// <summary>
/// The hash of an event's own content, and the chain that seals events in order. The position is left out of the
/// first because it is not known before the database gives it; the chain covers it.
/// </summary>
public static class EventHash
{
    /// <summary>What the chain of a workspace starts from.</summary>
    public const string ChainStart = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over the parts of the event, each preceded by its length so that no two contents read alike.</summary>
    public static string Of(
        WorkspaceId workspace, StreamId stream, int version, string type, string payload, Origin origin, DateTimeOffset time) =>
        Digest(workspace.Value, stream.Kind, stream.Key, $"{version}", type, payload, origin.Actor, origin.Cause,
            $"{UnixMicroseconds(time)}");

    /// <summary>The seal after an event: SHA-256 over the seal before it, its position and its own hash.</summary>
    public static string Seal(string before, long position, string hash) => Digest(before, $"{position}", hash);

    private static long UnixMicroseconds(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private static string Digest(params ReadOnlySpan<string> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
