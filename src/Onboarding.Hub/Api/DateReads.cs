using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings.Explanations;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Hub.Api;

/// <summary>Explains the dates of onboardings from the journal.</summary>
internal sealed class DateReads(StreamReads streams)
{
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
        List<JournalEvent> stream = await streams.ReadAsync(
            name.Workspace, Aggregates.Onboarding.Stream(name.Key), cancellationToken);
        if (stream.Count == 0)
        {
            throw Refuse.NotFound(name.ToString());
        }

        return DateExplanations.Of(piece, stream) is { } explanation
            ? DateAnswers.ToWire(explanation)
            : throw Refuse.NotFound(
                name.ToString(), $"{name} has no {piece.Part.ToString().ToLowerInvariant()} '{piece.Key}'.");
    }
}
