using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Hub.Deliveries;

/// <summary>
/// A shared secret in the form of Standard Webhooks (spec 1.0.0, "Signature scheme"): "whsec_" and the base64 of 24 to
/// 64 bytes. It signs "{id}.{timestamp}.{body}" with HMAC-SHA256. Never printed.
/// </summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int KeyBytesMin = 24;
    private const int KeyBytesMax = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>The secret that a text holds; null when it holds none.</summary>
    public static WebhookSecret? Of(string text)
    {
        var key = new byte[KeyBytesMax + 3];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out int length)
            && length is >= KeyBytesMin and <= KeyBytesMax
            ? new WebhookSecret(key[..length])
            : null;
    }

    /// <summary>The signature of a message, such as "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=".</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">Its body as it is sent.</param>
    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Mac(id, TimestampOf(at), body));

    /// <summary>Whether one of the signatures, parted by spaces, is this secret's.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Seconds since 1970, as in its header.</param>
    /// <param name="body">Its body as it came.</param>
    /// <param name="signatures">The header with its signatures.</param>
    public bool Signed(string id, string timestamp, ReadOnlySpan<byte> body, string signatures)
    {
        byte[] expected = Encoding.UTF8.GetBytes(Version + Convert.ToBase64String(Mac(id, timestamp, body)));
        bool found = false;
        foreach (string signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            found |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }

        return found;
    }

    /// <summary>An instant as the header has it.</summary>
    public static string TimestampOf(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether two secrets are one.</summary>
    public bool Is(WebhookSecret other) => CryptographicOperations.FixedTimeEquals(_key, other._key);

    public override string ToString() => $"{Prefix}***";

    private byte[] Mac(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return HMACSHA256.HashData(_key, signed);
    }
}
