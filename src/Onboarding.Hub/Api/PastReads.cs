using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Reads aggregates as they were, by letting their events up to then happen again.</summary>
internal sealed class PastReads(StreamReads streams, IJournalStore journal, TimeProvider time)
{
    /// <exception cref="RefusedException">There was no such resource then, or the moment is not past.</exception>
    public async Task<Held<TState>> GetAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, ResourceName name, V1.AsOf asOf,
        CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        (Func<JournalEvent, bool> happened, string moment) = await MomentAsync(name, asOf, cancellationToken);
        List<JournalEvent> events = await streams.ReadAsync(
            name.Workspace, kind.Stream(name.Key), happened, cancellationToken);
        return kind.StateOf(events.Select(journaled => journaled.Payload)) is { } state
            ? new Held<TState>(name, state, events[^1].Version)
            : throw Refuse.NotFound(name.ToString(), $"There was no {name} {moment}.");
    }

    private async Task<(Func<JournalEvent, bool> Happened, string Moment)> MomentAsync(
        ResourceName name, V1.AsOf asOf, CancellationToken cancellationToken)
    {
        if (asOf.ReadTime is null == (asOf.Position == 0))
        {
            throw Refuse.Field("as_of", "as_of takes either read_time or position, and one of the two.");
        }

        if (asOf.ReadTime is { } instant)
        {
            DateTimeOffset until = Wire.Instant(instant, "as_of.read_time");
            return until <= time.GetUtcNow()
                ? (journaled => journaled.Time <= until, $"at {until:yyyy-MM-dd HH:mm:ss.ffffff} UTC")
                : throw Refuse.Field(
                    "as_of.read_time", "as_of.read_time lies in the future; leave as_of out to read the present.");
        }

        long position = asOf.Position;
        if (position < 0)
        {
            throw Refuse.Field("as_of.position", "as_of.position is negative; positions begin at 1.");
        }

        // What the journal gives from there on is settled, so nothing before it can appear any more.
        bool settled = (await journal.ReadAsync(name.Workspace, position - 1, 1, cancellationToken)).Count > 0;
        return settled
            ? (journaled => journaled.Position <= position, $"at position {position}")
            : throw Refuse.Field("as_of.position", $"The journal has not come to position {position} yet.");
    }
}
