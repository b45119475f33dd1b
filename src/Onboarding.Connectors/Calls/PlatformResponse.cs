using System.Collections.Immutable;
using System.Globalization;

namespace Onboarding.Connectors.Calls;

/// <summary>What a platform answered, read whole. The hub bounds its size before it comes here.</summary>
public sealed record PlatformResponse
{
    /// <summary>HTTP status code.</summary>
    public required int StatusCode { get; init; }

    /// <summary>Headers by name without regard to case; several of one name are joined with ", ".</summary>
    public required ImmutableDictionary<string, string> Headers { get; init; }

    public required byte[] Content { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>When it was made by the platform's clock, to the second (RFC 9110, section 6.6.1); null where it does not say.</summary>
    public DateTimeOffset? Date => DateTimeOffset.TryParseExact(
        Header("Date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;

    // The content can hold personal data and tokens.
    public override string ToString() => $"{StatusCode}, {Content.Length} bytes";
}
