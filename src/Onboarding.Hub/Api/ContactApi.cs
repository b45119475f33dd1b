using Grpc.Core;

using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Resources;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves contacts.</summary>
internal sealed class ContactApi(AggregateReads reads, ResourceChanges changes) : V1.ContactService.ContactServiceBase
{
    public override async Task<V1.Contact> GetContact(V1.GetContactRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Contacts);
        return Resources.Contact(await reads.GetAsync(
            Aggregates.Contact, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListContactsResponse> ListContacts(
        V1.ListContactsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter
        {
            Parent = CallContext.KeyWithin(parent.Workspace, request.Account, Collection.Accounts, "account"),
        };
        (IEnumerable<Held<ResourceState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Contact, Collection.Contacts, filter, PageQuery.Of(request, context),
                context.CancellationToken);
        return new V1.ListContactsResponse { Contacts = { shown.Select(Resources.Contact) }, NextPageToken = next };
    }

    public override async Task<V1.Contact> CreateContact(V1.CreateContactRequest request, ServerCallContext context)
    {
        var values = Resources.FromWire(ResourceKind.Contact, request.Contact?.Fields, "account_key");
        return Resources.Contact(await changes.CreateAsync(
            ResourceKind.Contact, Collection.Contacts, request, request.Parent, (request.ContactId, "contact_id"),
                values, context));
    }

    public override async Task<V1.Contact> UpdateContact(V1.UpdateContactRequest request, ServerCallContext context)
    {
        V1.Contact contact = request.Contact ?? new V1.Contact();
        ResourceName name = context.Resource(contact.Name, Collection.Contacts, "contact.name");
        var values = Resources.FromWire(ResourceKind.Contact, contact.Fields, request.UpdateMask);
        return Resources.Contact(await changes.UpdateAsync(ResourceKind.Contact, request, name, contact.Etag, values,
            context));
    }
}
