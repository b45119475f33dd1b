using System.Diagnostics;

using Onboarding.Model.Journal;

namespace Onboarding.Model.Playbooks;

/// <summary>Decides and evolves playbooks.</summary>
public static class Playbook
{
    /// <summary>Revisions are kept in the playbook's state, so there is a bound; a new name starts anew.</summary>
    public const int RevisionsMax = 500;

    public static Decision<PlaybookEvent> Decide(PlaybookState? state, PlaybookCommand command, DateTimeOffset now)
    {
        var publish = (PlaybookCommand.Publish)command;
        if (state?.Newest.Source == publish.Source)
        {
            return Decision<PlaybookEvent>.Unchanged;
        }

        if (!publish.NotAligned.IsEmpty)
        {
            return Decision<PlaybookEvent>.Refuse(
                RefusalReason.DefinitionsNotAligned,
                $"Playbook {publish.Id} cannot be published before its definitions are agreed: "
                + $"{string.Join("; ", publish.NotAligned)}.",
                publish.NotAligned);
        }

        int number = (state?.Revisions.Length ?? 0) + 1;
        return number > RevisionsMax
            ? Decision<PlaybookEvent>.Refuse(
                RefusalReason.StateConflict,
                $"Playbook {publish.Id} has {RevisionsMax} revisions, the most there can be; publish under a new name.")
            : Decision<PlaybookEvent>.Of(new PlaybookEvent.RevisionPublished(
                publish.Id, new PlaybookRevision(number, publish.Source, publish.Definition, publish.By, now)));
    }

    public static PlaybookState Evolve(PlaybookState? state, PlaybookEvent @event) => @event switch
    {
        PlaybookEvent.RevisionPublished published => new PlaybookState
        {
            Id = published.Id,
            Revisions = state is null ? [published.Revision] : state.Revisions.Add(published.Revision),
        },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(PlaybookState state) =>
        new(Parent: null, State: "published", Title: state.Newest.Definition.Title);
}
