using Onboarding.Model.Ids;

namespace Onboarding.Sync.Links;

/// <summary>
/// Reads links; they are written with a <see cref="Journal.WriteSet"/>. Every member is one statement.
/// </summary>
public interface ILinkStore
{
    Task<IReadOnlyList<Link>> ByExternalIdsAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, IReadOnlyCollection<string> externalIds,
        CancellationToken cancellationToken);

    Task<IReadOnlyList<Link>> ByResourcesAsync(
        WorkspaceId workspace, ConnectionId connection, IReadOnlyCollection<string> resourceKeys,
        CancellationToken cancellationToken);

    /// <summary>
    /// Links that the next push must look at (dirty, or intended and never confirmed), in order of resource key.
    /// </summary>
    Task<IReadOnlyList<Link>> UnsettledAsync(
        WorkspaceId workspace, ConnectionId connection, string? afterResourceKey, int max, CancellationToken cancellationToken);

    /// <summary>
    /// How many records of a stream are linked, deleted ones left out: the size that a share of deletes is taken
    /// of.
    /// </summary>
    Task<int> LinkedAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, CancellationToken cancellationToken);

    /// <summary>Linked records of a stream, deleted ones left out, in order of external id.</summary>
    Task<IReadOnlyList<Link>> LinkedPageAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, string? afterExternalId, int max,
        CancellationToken cancellationToken);
}
