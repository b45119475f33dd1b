namespace Onboarding.Sync.Runs;

/// <summary>The bounds of a sync run.</summary>
public sealed record SyncSettings
{
    /// <summary>
    /// Largest share of a stream's linked records that one run may take as deleted without a person's yes.
    /// </summary>
    public double DeletedShareMax { get; init; } = 0.1;

    /// <summary>Deletes that need no yes whatever the share, so that a small stream can lose a record.</summary>
    public int DeletedFree { get; init; } = 20;

    /// <summary>Unresolved dead letters within <see cref="DeadLetterWindow"/> that pause the connection.</summary>
    public int DeadLettersMax { get; init; } = 100;

    public TimeSpan DeadLetterWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Share of one page's records that pauses the connection when they become dead letters.</summary>
    public double RejectedShareMax { get; init; } = 0.2;

    /// <summary>Dead letters of one page below which its share does not count: three of five say little.</summary>
    public int RejectedFree { get; init; } = 20;

    /// <summary>
    /// How often a stream is begun again from its checkpoint in one run because its place mark had expired.
    /// </summary>
    public int RestartsMax { get; init; } = 3;

    /// <summary>Dead letters that one run tries again.</summary>
    public int ReplaysMax { get; init; } = 1_000;

    /// <summary>
    /// How often a record is tried again by itself because it refers to one that has not come yet; after that a person
    /// must look.
    /// </summary>
    public int WaitsMax { get; init; } = 5;

    /// <summary>
    /// Resources that one round of a push looks at. Their keys are held in memory, and a round's last batch of each
    /// stream may be part-filled, so that a larger round makes fewer calls.
    /// </summary>
    public int PushRoundMax { get; init; } = 20_000;

    /// <summary>States that a push holds in memory at once.</summary>
    public int PushLoadMax { get; init; } = 200;

    /// <summary>
    /// How often a run writes a record again that the platform refused for a passing reason, such as a lock.
    /// </summary>
    public int LockRetriesMax { get; init; } = 3;
}
