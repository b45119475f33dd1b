using System.Collections.Immutable;

namespace Onboarding.Connectors.Calls;

/// <summary>A call to a platform, as a value.</summary>
public sealed record PlatformRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query, from the root of the session's address; or an absolute address.</summary>
    public required string Path { get; init; }

    /// <summary>Headers, without the credential until <see cref="Platform.Authorize"/> has added it. Never logged.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The content; null when there is none.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Media type of the content.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>What the call is for, in two or three words without values, for logs and metrics: "read accounts".</summary>
    public required string Purpose { get; init; }

    /// <summary>
    /// Whether sending it twice does no more than sending it once. A call that is not safe to repeat is not sent again
    /// after its answer was lost: the hub looks first.
    /// </summary>
    public required bool Repeatable { get; init; }

    /// <summary>Name of the limit family that it is counted in, one of <see cref="CallLimit.Family"/>.</summary>
    public string Family { get; init; } = CallLimit.DefaultFamily;

    public PlatformRequest WithHeader(string name, string value) =>
        this with { Headers = Headers.Add(KeyValuePair.Create(name, value)) };

    // Headers can hold a credential, so only what is safe to show is shown.
    public override string ToString() => $"{Method} {Purpose}";
}
