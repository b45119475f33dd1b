using System.Buffers.Binary;
using System.Collections.Immutable;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Deliveries;

/// <summary>
/// When a delivery is sent again. The waits grow as the Standard Webhooks specification proposes (spec 1.0.0,
/// "Deliverability and reliability"), so that a pause of a system of up to three days loses nothing.
/// </summary>
public static class DeliverySchedule
{
    /// <summary>Waits after the first, second, ... failed attempt, before they are spread.</summary>
    public static ImmutableArray<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14),
        TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts after which a person gets it.</summary>
    public static int AttemptsMax => Waits.Length + 1;

    /// <summary>Longest wait that a system may ask for.</summary>
    public static TimeSpan RetryAfterMax { get; } = TimeSpan.FromHours(24);

    /// <summary>The next attempt; null after the last.</summary>
    /// <param name="message">What is delivered; the spread follows from it, so that the same case always waits alike.</param>
    /// <param name="number">Number of the attempt that failed, from 1.</param>
    /// <param name="at">When it ended.</param>
    /// <param name="retryAfter">How long the system asked to be left alone.</param>
    public static DateTimeOffset? Next(DeliveryMessage message, int number, DateTimeOffset at, TimeSpan? retryAfter)
    {
        if (number >= AttemptsMax)
        {
            return null;
        }

        // A fifth either way, so that what failed together does not come back together.
        TimeSpan wait = Waits[number - 1] * (0.8 + (0.4 * Share(message, number)));
        TimeSpan asked = retryAfter is not { } after ? TimeSpan.Zero : after < RetryAfterMax ? after : RetryAfterMax;
        DateTimeOffset next = at + (asked > wait ? asked : wait);
        // Whole milliseconds, so that the timer and the state hold the same instant.
        return next.AddTicks(-(next.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>From 0 to below 1.</summary>
    private static double Share(DeliveryMessage message, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        IdSource.From($"{message.Onboarding}", message.Action, $"{message.Request}", $"{number}").TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) / (uint.MaxValue + 1.0);
    }
}
