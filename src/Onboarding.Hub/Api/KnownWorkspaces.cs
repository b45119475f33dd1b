using System.Collections.Concurrent;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Whether a workspace exists. One that does never goes away, so each is asked for once.</summary>
internal sealed class KnownWorkspaces(IJournalStore journal)
{
    private readonly ConcurrentDictionary<WorkspaceId, bool> _known = new();

    /// <exception cref="RefusedException">There is no such workspace.</exception>
    public async Task DemandAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey(workspace))
        {
            return;
        }

        LoadedStreams loaded = await journal.LoadAsync(
            workspace, [Aggregates.Workspace.Stream(workspace.Value)], null, cancellationToken);
        if (loaded.Aggregates.IsEmpty)
        {
            throw Refuse.NotFound(ResourceName.Of(workspace).ToString());
        }

        _known[workspace] = true;
    }
}
