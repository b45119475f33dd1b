using System.Collections.Immutable;

namespace Onboarding.Hub.Tests.Deliveries;

/// <summary>What a receiver was sent.</summary>
internal sealed record ReceivedMessage(string Path, ImmutableDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public string Timestamp => Headers["webhook-timestamp"];
}
