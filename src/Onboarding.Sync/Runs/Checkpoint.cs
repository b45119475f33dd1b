using Onboarding.Model.Ids;

namespace Onboarding.Sync.Runs;

/// <summary>The hub's saved cursor for a stream: everything up to it has been stored.</summary>
/// <param name="Connection">The connection read.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Cursor">The connector's place mark, opaque to the hub.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record Checkpoint(ConnectionId Connection, string Stream, string Cursor, DateTimeOffset SavedAt);
