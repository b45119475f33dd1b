using System.Globalization;

using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model.Journal;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Follows events back, from each to the one that led to it, across all aggregates of a workspace.</summary>
internal sealed class CauseChains(EventsInOrder events, StreamReads streams)
{
    /// <summary>Links of a chain: what follows by rule is some five deep.</summary>
    private const int LinksMax = 50;

    /// <summary>
    /// Events of one decision that are looked through for its first; an onboarding's start has some dozens. Of a longer
    /// one, the earliest of these stands for the first: all of a decision have the same cause.
    /// </summary>
    private const int DecisionMax = 100;

    private const string EventCause = "event:";

    /// <summary>The chain from an event back to the first, which no other event led to.</summary>
    public async Task<List<V1.ChangeCause>> OfAsync(JournalEvent from, CancellationToken cancellationToken)
    {
        var chain = new List<V1.ChangeCause>();
        JournalEvent? at = from;
        while (at is not null && chain.Count < LinksMax)
        {
            JournalEvent first = await FirstOfDecisionAsync(at, cancellationToken);
            JournalEvent? cause = await CauseOfAsync(first, cancellationToken);
            if (first.Position != at.Position)
            {
                chain.Add(Link(at, $"it followed by rule from {Words(first)}, in the same decision"));
            }

            chain.Add(Link(first, cause is null
                ? Origins.Words(first.Origin)
                : $"the hub did this because of {Words(cause)} of {NameOf(cause)}"));
            at = cause;
        }

        return chain;
    }

    private async Task<JournalEvent> FirstOfDecisionAsync(JournalEvent last, CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalEvent> before = await streams.ReadUpToAsync(last, DecisionMax, cancellationToken);
        return before.Reverse()
            .TakeWhile(one => one.Origin == last.Origin && one.Time == last.Time)
            .LastOrDefault(last);
    }

    private async Task<JournalEvent?> CauseOfAsync(JournalEvent of, CancellationToken cancellationToken)
    {
        if (!of.Origin.Cause.StartsWith(EventCause, StringComparison.Ordinal)
            || !long.TryParse(
                of.Origin.Cause[EventCause.Length..], NumberStyles.None, CultureInfo.InvariantCulture,
                out long position))
        {
            return null;
        }

        IReadOnlyList<JournalEvent> found = await events.OldestFirstAsync(
            of.Workspace, null, position - 1, 1, cancellationToken);
        return found is [var only] && only.Position == position ? only : null;
    }

    private static ResourceName NameOf(JournalEvent journaled) =>
        ResourceName.OfStream(journaled.Workspace, journaled.Stream);

    private static string Words(JournalEvent journaled) => journaled.Type.Replace('_', ' ');

    private static V1.ChangeCause Link(JournalEvent journaled, string words) => new()
    {
        Position = journaled.Position,
        Resource = NameOf(journaled).ToString(),
        Type = journaled.Type,
        Actor = journaled.Origin.Actor,
        Cause = journaled.Origin.Cause,
        EventTime = Wire.Of(journaled.Time),
        Explanation = words,
    };
}
