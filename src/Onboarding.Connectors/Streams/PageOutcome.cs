using System.Collections.Immutable;

using Onboarding.Connectors.Failures;

namespace Onboarding.Connectors.Streams;

/// <summary>What a read of one stream gave.</summary>
public abstract record PageOutcome
{
    private PageOutcome()
    {
    }

    /// <summary>A page.</summary>
    /// <param name="Records">In the order of the cursor.</param>
    /// <param name="Cursor">Everything up to here has been yielded; null when the page is empty and nothing moved.</param>
    /// <param name="PageToken">Mark of the next page; null where the next page is asked for by cursor.</param>
    /// <param name="More">Whether there may be another page.</param>
    public sealed record Page(ImmutableArray<PlatformRecord> Records, string? Cursor, string? PageToken, bool More)
        : PageOutcome;

    /// <summary>The stream could not be read, though the call as a whole was answered.</summary>
    public sealed record Failed(Failure Failure) : PageOutcome;
}
