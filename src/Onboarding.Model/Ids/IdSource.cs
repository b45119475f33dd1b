using System.Security.Cryptography;

namespace Onboarding.Model.Ids;

/// <summary>
/// Where new ids come from: UUIDv7 (RFC 9562, section 5.7) of the injected clock, so that ids sort by time of making.
/// Safe for use from several threads at once.
/// </summary>
/// <param name="clock">The time that goes into the first 48 bits.</param>
/// <param name="seed">A seed makes the random bits repeatable, for tests; null takes them from the system.</param>
public sealed class IdSource(TimeProvider clock, int? seed = null)
{
    private readonly Random? _seeded = seed is { } value ? new Random(value) : null;
    private readonly Lock _gate = new();

    /// <summary>A new id.</summary>
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (_seeded is null)
        {
            RandomNumberGenerator.Fill(bytes);
        }
        else
        {
            lock (_gate)
            {
                _seeded.NextBytes(bytes);
            }
        }

        long milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (int i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        return Versioned(bytes, 0x70);
    }

    /// <summary>
    /// The id that a cause gives to what it causes (UUIDv8, RFC 9562 section 5.8, of a SHA-256): the same cause always
    /// gives the same id, so a step that is repeated finds what it made the first time and makes no twin.
    /// </summary>
    /// <param name="parts">What names the cause; the order matters.</param>
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        string name = string.Join('\u001f', parts!);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name), digest);
        return Versioned(digest[..16], 0x80);
    }

    private static Guid Versioned(Span<byte> bytes, byte version)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | version);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
