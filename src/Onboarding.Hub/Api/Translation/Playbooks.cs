using System.Collections.Immutable;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Definitions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Playbooks on the wire.</summary>
internal static class Playbooks
{
    /// <summary>Faults of a file that are told at once; who mends these sees the next ones.</summary>
    private const int FaultsMax = 100;

    public static V1.Playbook ToWire(Held<PlaybookState> held) => new()
    {
        Name = held.Name.ToString(),
        DisplayName = held.State.Newest.Definition.Title,
        NewestRevision = RevisionName(held.Name, held.State.Newest.Number),
        RevisionCount = held.State.Revisions.Length,
        Variants = { held.State.Newest.Definition.Plans.Select(plan => plan.Variant) },
        Etag = held.Etag,
    };

    public static V1.PlaybookRevision Revision(ResourceName playbook, PlaybookRevision revision) => new()
    {
        Name = RevisionName(playbook, revision.Number),
        DisplayName = revision.Definition.Title,
        Source = revision.Source,
        Publisher = revision.By,
        PublishTime = Wire.Of(revision.At),
        Variants = { revision.Definition.Plans.Select(Variant) },
        Definitions =
        {
            Alignment.UsedBy(revision.Definition).Select(id =>
                new ResourceName(playbook.Workspace, Collection.Definitions, id.Value).ToString()),
        },
    };

    public static string RevisionName(ResourceName playbook, int number) => $"{playbook}/revisions/{number}";

    public static V1.PlaybookWarning Warning(PlaybookFinding finding) => new()
    {
        Line = finding.Place.Line,
        Column = finding.Place.Column,
        Variants = { finding.Variants },
        Message = finding.Message,
    };

    public static RefusedException Invalid(IEnumerable<string> faults)
    {
        ImmutableArray<string> told = [.. faults.Take(FaultsMax)];
        return Refuse.Bad(
            V1.ErrorReason.PlaybookInvalid, "field", "source",
            $"The playbook cannot be published: {told[0]}{(told.Length > 1 ? $" (and {told.Length - 1} more)" : "")}.", told);
    }

    private static V1.PlaybookVariant Variant(PlaybookPlan plan) => new()
    {
        Key = plan.Variant,
        DisplayName = plan.Title,
        Stages = { plan.Stages.Select(stage => stage.Key) },
        TaskCount = plan.Tasks.Length,
        MilestoneCount = plan.Milestones.Length,
        InputCount = plan.Inputs.Length,
    };
}
