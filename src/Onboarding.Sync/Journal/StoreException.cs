namespace Onboarding.Sync.Journal;

/// <summary>
/// The database failed. Nothing was half-done, but after <see cref="StoreFailure.Unavailable"/> a commit whose answer
/// was lost may have happened: read again and decide again, and what was stored shows itself as a later version.
/// </summary>
public sealed class StoreException : Exception
{
    public StoreException(StoreFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>What kind of failure it is.</summary>
    public StoreFailure Failure { get; }

    /// <summary>Whether the same call may succeed without anybody's doing.</summary>
    public bool IsTransient => Failure is StoreFailure.Unavailable or StoreFailure.Locked or StoreFailure.Full;
}
