using Onboarding.Model.Ids;

namespace Onboarding.Sync.Links;

/// <summary>What a link is known by: a resource has at most one record in a stream of a connection.</summary>
public sealed record LinkKey(ConnectionId Connection, string Stream, string ResourceKey);
