using System.Collections.Immutable;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Definitions;
using Onboarding.Model.Ids;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;

namespace Onboarding.Hub.Api;

/// <summary>Publishes playbooks: a file is read, analysed against the workspace, and only then kept.</summary>
internal sealed class PlaybookPublication(AggregateReads reads, AggregateChanges changes)
{
    private const string FileName = "playbook.yaml";

    /// <param name="change">The call; its target is the workspace.</param>
    /// <param name="source">The file.</param>
    public async Task<V1.PlaybookRevision> PublishAsync(Change change, string source)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            throw Refuse.Field("source", "source is missing; give the text of the playbook file.");
        }

        Held<WorkspaceState> workspace = await reads.GetAsync(Aggregates.Workspace, change.Target,
            change.CancellationToken);
        PlaybookReading reading = PlaybookFile.Read(source, FileName);
        if (reading.Definition is not { } definition)
        {
            throw Playbooks.Invalid(reading.Faults.Select(fault => fault.ToString()));
        }

        ImmutableArray<PlaybookFinding> findings =
            PlaybookAnalysis.Findings(definition, workspace.State.Settings, reading.Sources);
        if (!PlaybookAnalysis.IsPublishable(findings))
        {
            throw Playbooks.Invalid(findings
                .Where(finding => finding.Severity == PlaybookSeverity.Error)
                .Select(finding => finding.ToString()));
        }

        var name = new ResourceName(change.Target.Workspace, Collection.Playbooks, definition.Name);
        Held<PlaybookState> held = await changes.DecideAsync(
            change with { Target = name }, Aggregates.Playbook,
            [.. Alignment.UsedBy(definition).Select(id => Aggregates.Definition.Stream(id.Value))],
            batch => new PlaybookCommand.Publish(
                new PlaybookId(definition.Name), source, definition, change.Caller.Actor)
            {
                NotAligned = Alignment.Missing(
                    definition, workspace.State.Settings, id => batch.State(Aggregates.Definition, id.Value)),
            });

        // A repeat finds the revision that holds its file, which need not be the newest any more.
        PlaybookRevision published = held.State.Revisions.Last(revision => revision.Source == source);
        V1.PlaybookRevision answer = Playbooks.Revision(name, published);
        answer.Warnings.Add(findings.Select(Playbooks.Warning));
        if (change.ValidateOnly)
        {
            answer.PublishTime = null;
        }

        return answer;
    }
}
