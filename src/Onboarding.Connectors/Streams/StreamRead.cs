namespace Onboarding.Connectors.Streams;

/// <summary>A request for the next page of a stream.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Fields">Native fields that the mapping uses, in ordinal order.</param>
/// <param name="Cursor">Everything up to here has been read; null reads from the beginning.</param>
/// <param name="PageToken">The platform's own mark of the page that follows the last one of this run; null for the first.</param>
public sealed record StreamRead(
    string Stream, System.Collections.Immutable.ImmutableArray<string> Fields, string? Cursor, string? PageToken);
