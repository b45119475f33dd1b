using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings.Explanations;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Explains the dates of onboardings from the journal.</summary>
internal sealed class DateReads(IJournalStore journal)
{
    /// <summary>Events that are read in one round trip; an onboarding has some hundreds.</summary>
    private const int PageMax = 1_000;

    /// <summary>What a request asks about.</summary>
    /// <exception cref="RefusedException">It names nothing, or more than one thing.</exception>
    public static DatedPiece PieceOf(V1.ExplainDateRequest request)
    {
        (PlaybookPart Part, string Field, string Key)[] asked =
        [
            (PlaybookPart.Task, "task", request.Task), (PlaybookPart.Milestone, "milestone", request.Milestone),
            (PlaybookPart.Stage, "stage", request.Stage),
        ];
        return asked.Where(one => one.Key.Length > 0).ToArray() is [var only]
            ? new DatedPiece(only.Part, Texts.Key(only.Key, only.Field))
            : throw Refuse.Field("task", "Name one task, milestone or stage, and no more than one.");
    }

    /// <exception cref="RefusedException">There is no such onboarding, or it has no such thing.</exception>
    public async Task<V1.ExplainDateResponse> ExplainAsync(
        ResourceName name, DatedPiece piece, CancellationToken cancellationToken)
    {
        List<JournalEvent> stream = await StreamAsync(name, cancellationToken);
        if (stream.Count == 0)
        {
            throw Refuse.NotFound(name.ToString());
        }

        return DateExplanations.Of(piece, stream) is { } explanation
            ? DateAnswers.ToWire(explanation)
            : throw Refuse.NotFound(
                name.ToString(), $"{name} has no {piece.Part.ToString().ToLowerInvariant()} '{piece.Key}'.");
    }

    private async Task<List<JournalEvent>> StreamAsync(ResourceName name, CancellationToken cancellationToken)
    {
        var stream = new List<JournalEvent>();
        IReadOnlyList<JournalEvent> page;
        do
        {
            page = await journal.ReadStreamAsync(
                name.Workspace, Aggregates.Onboarding.Stream(name.Key), stream.Count, PageMax, cancellationToken);
            stream.AddRange(page);
        }
        while (page.Count == PageMax);

        return stream;
    }
}
