using Onboarding.Sync.Journal;

namespace Onboarding.Sync.Commands;

/// <summary>What a call with a request id comes to.</summary>
public abstract record Answer<T>
{
    private Answer()
    {
    }

    /// <summary>It was decided now.</summary>
    public sealed record Given(T Result) : Answer<T>;

    /// <summary>It was answered before; read the aggregate that the earlier answer named.</summary>
    public sealed record Repeated(RequestStamp Earlier) : Answer<T>;

    /// <summary>The request id was used before for something else.</summary>
    public sealed record Reused : Answer<T>;
}
