using System.Collections.Immutable;

using Grpc.Core;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Definitions;
using Onboarding.Model.Documents;
using Onboarding.Model.Ids;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

namespace Onboarding.Hub.Api;

/// <summary>Makes documents about revisions of playbooks, from all that they are made of.</summary>
internal sealed class DocumentDesk(AggregateReads reads)
{
    public async Task<V1.RenderPlaybookDocumentResponse> RenderAsync(
        V1.RenderPlaybookDocumentRequest request, ServerCallContext context)
    {
        CancellationToken token = context.CancellationToken;
        (ResourceName name, int number) = ResourceName.ReadRevision(request.Name, "name");
        context.Seen(name);
        string? audit = CallContext.KeyWithin(name.Workspace, request.Audit, Collection.Audits, "audit");
        DocumentKind kind = Documents.KindOf(request.Kind);
        if (PlaybookDocuments.IsOfOneTier(kind) && request.Tier.Length == 0)
        {
            throw Refuse.Field("tier", "tier is missing; a journey map is of one tier.");
        }

        Held<PlaybookState>? playbook = await reads.FindAsync(Aggregates.Playbook, name, token);
        PlaybookRevision revision = playbook?.State.Revisions.FirstOrDefault(one => one.Number == number)
            ?? throw Refuse.NotFound(Playbooks.RevisionName(name, number));
        WorkspaceSettings settings = (await reads.GetAsync(
            Aggregates.Workspace, ResourceName.Of(name.Workspace), token)).State.Settings;
        DemandTier(request, revision, settings);
        return Documents.ToWire(PlaybookDocuments.Of(kind, new DocumentSources
        {
            Revision = number,
            Playbook = revision.Definition,
            Settings = settings,
            Definitions = await DefinitionsAsync(name.Workspace, revision.Definition, token),
            Tier = request.Tier.Length == 0 ? null : request.Tier,
            Audit = await AuditAsync(name.Workspace, kind, audit, token),
        }));
    }

    private static void DemandTier(
        V1.RenderPlaybookDocumentRequest request, PlaybookRevision revision, WorkspaceSettings settings)
    {
        if (request.Tier.Length == 0)
        {
            return;
        }

        if (settings.Tiers.All(rule => rule.Tier != request.Tier))
        {
            string known = string.Join(", ", settings.Tiers.Select(rule => rule.Tier));
            throw Refuse.Field("tier", $"The workspace has no such tier; it has {known}.");
        }

        if (revision.Definition.PlanFor(request.Tier) is null)
        {
            throw Refuse.Conflict(
                request.Name,
                $"{request.Name} has no variant for the tier {request.Tier}; publish a revision with one.");
        }
    }

    private async Task<ImmutableDictionary<DefinitionId, DefinitionState>> DefinitionsAsync(
        WorkspaceId workspace, PlaybookDefinition playbook, CancellationToken cancellationToken)
    {
        ResourceName[] used =
            [.. Alignment.UsedBy(playbook).Select(id => new ResourceName(workspace, Collection.Definitions, id.Value))];
        return (await reads.FindAsync(Aggregates.Definition, used, cancellationToken))
            .Select(held => held.State)
            .ToImmutableDictionary(state => state.Id);
    }

    private async Task<AuditState?> AuditAsync(
        WorkspaceId workspace, DocumentKind kind, string? key, CancellationToken cancellationToken)
    {
        if (key is null && kind == DocumentKind.CurrentJourneyMap)
        {
            throw Refuse.Field("audit", "audit is missing; name the audit that says how it went before.");
        }

        if (key is null || !PlaybookDocuments.IsOfOneTier(kind))
        {
            return null;
        }

        var name = new ResourceName(workspace, Collection.Audits, key);
        AuditState state = (await reads.GetAsync(Aggregates.Audit, name, cancellationToken)).State;
        return state.Report is not null
            ? state
            : throw Refuse.Conflict(name.ToString(), $"{name} has no report yet; generate one.");
    }
}
