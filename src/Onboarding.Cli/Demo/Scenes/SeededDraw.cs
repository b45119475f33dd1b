using System.Buffers.Binary;

using Onboarding.Model.Ids;

namespace Onboarding.Cli.Demo.Scenes;

/// <summary>
/// Chance that depends on the seed and on what is decided, and on nothing else: neither on the order in which things
/// are asked nor on how often, so that a hub that was killed in between changes nobody's mind.
/// </summary>
internal static class SeededDraw
{
    /// <summary>A share from 0 to just below 1.</summary>
    public static double Share(int seed, params ReadOnlySpan<string> what)
    {
        Span<byte> bytes = stackalloc byte[16];
        IdSource.From([$"demo:{seed}", .. what]).TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes) / (uint.MaxValue + 1.0);
    }

    /// <summary>A whole number from 0 to just below the given one.</summary>
    public static int Below(int bound, int seed, params ReadOnlySpan<string> what) => (int)(Share(seed, what) * bound);
}
