namespace Onboarding.Sync.Calls;

/// <summary>The bounds that hold for the calls of one connection.</summary>
public sealed record CallSettings
{
    /// <summary>
    /// Part of a vendor's limit that this connection may use, above 0 and at most 1. A half leaves the platform's other
    /// users as much as we take.
    /// </summary>
    public double Share
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Share must be above 0 and at most 1.");
    } = 0.5;

    /// <summary>Part of the share kept for urgent calls, 0 to below 1, so that a backfill cannot hold up a closed-won deal.</summary>
    public double UrgentReserve
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "UrgentReserve must be at least 0 and below 1.");
    } = 0.1;

    /// <summary>
    /// Most calls that are taken from the budget at once. Larger blocks cost fewer statements and are coarser when
    /// several processes share the budget.
    /// </summary>
    public int BlockMax
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "BlockMax must be at least 1.");
    } = 20;

    /// <summary>
    /// Longest time that one call waits for its turn in the budget, and the longest that it waits because the platform
    /// asked it to. A longer wait ends the run instead: a run that sleeps holds a schedule slot for nothing.
    /// </summary>
    public TimeSpan WaitMax { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>First wait after a refusal for too many calls that names no delay; each further one is twice as long.</summary>
    public TimeSpan LimitDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a call that failed for a passing reason is sent again.</summary>
    public int RetriesMax { get; init; } = 4;

    /// <summary>Middle of the first wait before a call is sent again; each further one is about twice as long.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before a call is sent again.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Seed of the jitter in these waits; null takes one from the system, so that processes do not march in step.</summary>
    public int? JitterSeed { get; init; }

    /// <summary>
    /// How long one attempt may take from the first byte sent to the last byte received, on the system's clock: it
    /// guards a socket, which knows no other. Vendors cut calls off at 10 minutes; a page that takes 100 seconds is too big.
    /// </summary>
    public TimeSpan AttemptTimeMax { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Largest answer in bytes, unpacked. The largest page of the known platforms stays below 15 MB.</summary>
    public int ResponseBytesMax { get; init; } = 32 * 1024 * 1024;
}
