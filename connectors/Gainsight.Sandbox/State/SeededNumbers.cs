namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Numbers that follow from a seed and a place alone, so that no call disturbs the luck of another.</summary>
internal static class SeededNumbers
{
    /// <summary>Mixes seed and places into 64 even bits (SplitMix64 finalizer, Steele and others, 2014).</summary>
    public static ulong Mix(long seed, long place, long salt = 0)
    {
        var start = unchecked((ulong)seed + (0xD1B54A32D192ED03UL * (ulong)salt));
        var z = unchecked(start + (0x9E3779B97F4A7C15UL * ((ulong)place + 1)));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, 1).</summary>
    public static double Share(long seed, long place, long salt = 0) =>
        (Mix(seed, place, salt) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A text of the form of a UUID, as request ids and activity ids have.</summary>
    public static string Uuid(long seed, long place, long salt)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Mix(seed, place, salt));
        BitConverter.TryWriteBytes(bytes[8..], Mix(seed, place, salt + 1));
        return new Guid(bytes).ToString();
    }
}
