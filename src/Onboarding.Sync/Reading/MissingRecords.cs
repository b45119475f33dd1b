using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Connectors.Streams;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>
/// Reports records that the hub is linked to and that a full read did not show, though nothing told of a delete: they
/// are hidden from the hub's user, or were deleted longer ago than the platform remembers. Only a person knows which.
/// </summary>
internal sealed class MissingRecords(RunScope run)
{
    private const int PageMax = 1_000;

    /// <summary>Makes a dead letter of each; replaying it takes the record as deleted, seeing it again resolves it.</summary>
    /// <param name="lanes">The streams; those not read to their end say nothing.</param>
    /// <param name="cancellationToken">What was reported by then stays so.</param>
    /// <exception cref="RunStoppedException">There are so many that the platform is to be looked at.</exception>
    public async Task ReportAsync(ImmutableArray<MappedLane> lanes, CancellationToken cancellationToken)
    {
        foreach (MappedLane lane in lanes.Where(lane => lane.Whole))
        {
            string? after = null;
            IReadOnlyList<Link> links;
            do
            {
                links = await run.Links.LinkedPageAsync(
                    run.Workspace, run.Connection.Id, lane.Stream, after, PageMax, cancellationToken);
                await ReportAsync(lane, links, cancellationToken);
                after = links.Count == 0 ? after : links[^1].ExternalId;
            }
            while (links.Count == PageMax);
        }
    }

    private async Task ReportAsync(MappedLane lane, IReadOnlyList<Link> links, CancellationToken cancellationToken)
    {
        ImmutableArray<Link> missing = [.. links.Where(link => !lane.Saw(link.ExternalId!))];
        await run.Letters.RecallAsync(
            lane.Stream, missing.Select(link => link.ExternalId!), outbound: false, cancellationToken);
        ImmutableArray<DeadLetter> letters = [.. missing.Select(link => LetterOf(lane, link)).OfType<DeadLetter>()];
        if (letters.IsEmpty)
        {
            return;
        }

        var tally = new RunTally(lane.Stream) { DeadLetters = letters.Length };
        await run.CommitAsync(tally, [], [], letters, cancellationToken);
        await new BurstGuard(run).CheckAsync(lane.Stream, links.Count, letters.Length, cancellationToken);
    }

    private DeadLetter? LetterOf(MappedLane lane, Link link)
    {
        var tombstone = new PlatformRecord { Id = link.ExternalId!, ModifiedAt = null, Deleted = true, Fields = [] };
        return run.Letters.Fail(
            lane.Stream, tombstone.Id, outbound: false, JsonSerializer.Serialize(tombstone, SyncJson.Default.PlatformRecord),
            $"{lane.Stream} {tombstone.Id}, which stands for {link.ResourceKey}, was not there in a full read, and no delete was "
                + "told. If it is hidden from the hub's user, give access, and the letter resolves itself with the next full "
                + "read. If it is gone for good, replay the letter, and the hub takes it as deleted.");
    }
}
