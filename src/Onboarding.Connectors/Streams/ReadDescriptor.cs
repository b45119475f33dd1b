namespace Onboarding.Connectors.Streams;

/// <summary>How a stream is read.</summary>
/// <param name="PageMax">Most records in one page, by the vendor's rule.</param>
/// <param name="TellsDeletes">Whether deleted records come with the stream, marked as deleted.</param>
public sealed record ReadDescriptor(int PageMax, bool TellsDeletes)
{
    /// <summary>
    /// Whether it is a delete log: it holds nothing but tombstones of other streams' records
    /// (<see cref="PlatformRecord.Stream"/>), is in no mapping, and is read once in each run with a checkpoint of its
    /// own.
    /// </summary>
    public bool IsDeleteLog { get; init; }
}
