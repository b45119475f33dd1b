using Grpc.Core;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Messages;
using Onboarding.Model.Playbooks;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves messages.</summary>
internal sealed class MessageApi(AggregateReads reads) : V1.MessageService.MessageServiceBase
{
    public override async Task<V1.Message> GetMessage(V1.GetMessageRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Messages);
        return Messages.ToWire(await reads.GetAsync(
            Aggregates.Message, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListMessagesResponse> ListMessages(
        V1.ListMessagesRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter
        {
            Parent = CallContext.KeyWithin(parent.Workspace, request.Onboarding, Collection.Onboardings, "onboarding"),
            State = Messages.Filter(request.State),
            Owner = CallContext.Filter(request.Recipient),
        };
        (IEnumerable<Held<MessageState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Message, Collection.Messages, filter, PageQuery.Of(request, context),
            context.CancellationToken);
        return new V1.ListMessagesResponse { Messages = { shown.Select(Messages.ToWire) }, NextPageToken = next };
    }

    public override async Task<V1.PreviewMessageResponse> PreviewMessage(
        V1.PreviewMessageRequest request, ServerCallContext context)
    {
        (ResourceName name, int number) = ResourceName.ReadRevision(request.PlaybookRevision, "playbook_revision");
        context.Seen(name);
        string variant = Texts.Key(request.Variant, "variant");
        string key = Texts.Key(request.MessageKey, "message_key");
        Held<PlaybookState>? playbook = await reads.FindAsync(Aggregates.Playbook, name, context.CancellationToken);
        MessageDefinition definition = playbook?.State.Revisions
            .FirstOrDefault(revision => revision.Number == number)?.Definition
            .Plans.FirstOrDefault(plan => plan.Variant == variant)?
            .Messages.FirstOrDefault(message => message.Key == key)
            ?? throw Refuse.NotFound($"{request.PlaybookRevision}, message {variant}/{key}");
        return Messages.Preview(definition, request.Facts);
    }
}
