using Grpc.Core;

using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves accounts.</summary>
internal sealed class AccountApi(AggregateReads reads, ResourceChanges changes) : V1.AccountService.AccountServiceBase
{
    public override async Task<V1.Account> GetAccount(V1.GetAccountRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Accounts);
        return Resources.Account(await reads.GetAsync(
            Aggregates.Account, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListAccountsResponse> ListAccounts(
        V1.ListAccountsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter { Tier = CallContext.Filter(request.Tier),
            Owner = CallContext.Filter(request.Owner) };
        (IEnumerable<Held<ResourceState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Account, Collection.Accounts, filter, PageQuery.Of(request, context),
                context.CancellationToken);
        return new V1.ListAccountsResponse { Accounts = { shown.Select(Resources.Account) }, NextPageToken = next };
    }

    public override async Task<V1.Account> CreateAccount(V1.CreateAccountRequest request, ServerCallContext context)
    {
        var values = Resources.FromWire(ResourceKind.Account, request.Account?.Fields, "name");
        return Resources.Account(await changes.CreateAsync(
            ResourceKind.Account, Collection.Accounts, request, request.Parent, (request.AccountId, "account_id"),
                values, context));
    }

    public override async Task<V1.Account> UpdateAccount(V1.UpdateAccountRequest request, ServerCallContext context)
    {
        V1.Account account = request.Account ?? new V1.Account();
        ResourceName name = context.Resource(account.Name, Collection.Accounts, "account.name");
        var values = Resources.FromWire(ResourceKind.Account, account.Fields, request.UpdateMask);
        return Resources.Account(await changes.UpdateAsync(ResourceKind.Account, request, name, account.Etag, values,
            context));
    }

    public override async Task<V1.ExplainClassificationResponse> ExplainClassification(
        V1.ExplainClassificationRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Accounts);
        Held<ResourceState> account = await reads.GetAsync(Aggregates.Account, name, context.CancellationToken);
        Held<WorkspaceState> workspace = await reads.GetAsync(
            Aggregates.Workspace, ResourceName.Of(name.Workspace), context.CancellationToken);
        Classification now = workspace.State.Settings.Classify(account.State.Values);
        return new V1.ExplainClassificationResponse
        {
            Tier = now.Tier,
            AssignedTier = account.State.Classification?.Tier ?? "",
            Rules = { now.Tried.Select(Conditions.ToWire) },
        };
    }
}
