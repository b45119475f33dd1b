using System.Collections.Immutable;

using Onboarding.Connectors.Streams;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>
/// Stops a run that is about to take a great part of a stream as deleted (failure K19), before anything of it is
/// stored.
/// </summary>
internal sealed class DeleteGuard(RunScope run)
{
    public async Task CheckAsync(
        MappedLane lane, PageLook look, ImmutableArray<PlatformRecord> records, CancellationToken cancellationToken)
    {
        var book = new LinkBook(look.Links);
        int deletes = records
            .Where(record => record is { Deleted: true, MergedInto: null })
            .DistinctBy(record => record.Id, StringComparer.Ordinal)
            .Count(record => book.OfRecord(lane.Mapping.Stream, record.Id) is { State: LinkState.Linked });
        int before = lane.Deleted;
        lane.Deleted += deletes;
        if (deletes == 0 || run.Request.DeletesConfirmed || lane.Deleted <= run.Settings.DeletedFree)
        {
            return;
        }

        int linked = before + await run.Links.LinkedAsync(
            run.Workspace, run.Connection.Id, lane.Mapping.Stream, cancellationToken);
        if (lane.Deleted > run.Settings.DeletedShareMax * linked)
        {
            throw new RunStoppedException(
                $"{run.Connection.Connector.Title} tells that {lane.Deleted} of {linked} records of {lane.Mapping.Stream} were "
                    + $"deleted, more than {run.Settings.DeletedShareMax:P0} in one run. "
                    + "Look there, and confirm the deletes if they are meant.",
                pauses: false);
        }
    }
}
