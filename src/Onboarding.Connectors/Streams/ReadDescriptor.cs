namespace Onboarding.Connectors.Streams;

/// <summary>How a stream is read.</summary>
/// <param name="PageMax">Most records in one page, by the vendor's rule.</param>
/// <param name="TellsDeletes">Whether deleted records come with the stream, marked as deleted.</param>
public sealed record ReadDescriptor(int PageMax, bool TellsDeletes);
