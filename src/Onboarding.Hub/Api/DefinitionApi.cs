using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Definitions;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves the register of definitions.</summary>
internal sealed class DefinitionApi(AggregateReads reads, DefinitionDesk desk)
    : V1.DefinitionService.DefinitionServiceBase
{
    public override async Task<V1.Definition> GetDefinition(V1.GetDefinitionRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Definitions);
        return Definitions.ToWire(await reads.GetAsync(
            Aggregates.Definition, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListDefinitionsResponse> ListDefinitions(
        V1.ListDefinitionsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter { State = Definitions.Filter(request.State) };
        (IEnumerable<Held<DefinitionState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Definition, Collection.Definitions, filter, PageQuery.Of(request, context),
            context.CancellationToken);
        return new V1.ListDefinitionsResponse { Definitions = { shown.Select(Definitions.Listed) }, NextPageToken = next };
    }

    public override async Task<V1.Definition> CreateDefinition(
        V1.CreateDefinitionRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        Change change = Change.Of(request, parent, CallerRole.Member, context) with { Field = "definition" };
        return Definitions.ToWire(await desk.ProposeAsync(change, Definitions.FromWire(request.Definition)));
    }

    public override async Task<V1.Definition> UpdateDefinition(
        V1.UpdateDefinitionRequest request, ServerCallContext context)
    {
        V1.Definition given = request.Definition ?? new V1.Definition();
        ResourceName name = context.Resource(given.Name, Collection.Definitions, "definition.name");
        Change change = Change.Of(request, name, CallerRole.Member, context)
            with { Etag = given.Etag, Field = "definition" };
        string reason = Texts.Words(request.Reason, "reason");
        IReadOnlyCollection<string> paths = FieldMasks.Read(request.UpdateMask, Definitions.Settable);
        return Definitions.ToWire(await desk.CorrectAsync(
            change, held => Definitions.Masked(held, given, paths), reason));
    }

    public override async Task<V1.Definition> ApproveDefinition(
        V1.ApproveDefinitionRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Definitions);
        Change change = Change.Of(request, name, CallerRole.Member, context) with { Field = "role" };
        return Definitions.ToWire(await desk.SignAsync(
            change, Texts.Key(request.Role, "role"), Texts.Mail(request.Person, "person"),
            (role, person) => new DefinitionCommand.Approve(role, person)));
    }

    public override async Task<V1.Definition> ContestDefinition(
        V1.ContestDefinitionRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Definitions);
        Change change = Change.Of(request, name, CallerRole.Member, context) with { Field = "reason" };
        string reason = Texts.Words(request.Reason, "reason");
        return Definitions.ToWire(await desk.SignAsync(
            change, Texts.Key(request.Role, "role"), Texts.Mail(request.Person, "person"),
            (role, person) => new DefinitionCommand.Contest(role, person, reason)));
    }
}
