using System.Collections.Immutable;

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

    // The content can hold personal data and tokens.
    public override string ToString() => $"{StatusCode}, {Content.Length} bytes";
}
