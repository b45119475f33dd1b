using Grpc.Core;
using Grpc.Net.Client;

using Onboarding.Model.Onboardings;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.Running;

/// <summary>The demo as a caller of the hub's API; lists are read to their end.</summary>
internal sealed class HubClient(Uri address) : IDisposable
{
    private const int PageSize = 200;

    // As many events as the hub gives at once.
    private const int EventsMax = 500;

    // The answers of a hub on this machine come in milliseconds; one that does not answer is stuck.
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    /// <summary>Resource name of the workspace that the demo plays in.</summary>
    public static string Workspace => "workspaces/demo";

    public V1.OnboardingService.OnboardingServiceClient Onboardings => new(_channel);

    public V1.PlaybookService.PlaybookServiceClient Playbooks => new(_channel);

    public V1.WorkspaceService.WorkspaceServiceClient Workspaces => new(_channel);

    /// <summary>Resource name of an onboarding.</summary>
    public static string NameOf(OnboardingState onboarding) => $"{Workspace}/onboardings/{onboarding.Start.Id}";

    public async Task<IReadOnlyList<V1.JournalEvent>> EventsAfterAsync(long position, CancellationToken cancellationToken)
    {
        var client = new V1.JournalService.JournalServiceClient(_channel);
        return await PagesAsync<V1.JournalEvent>(
            async token =>
            {
                V1.ListEventsResponse page = await client.ListEventsAsync(
                    new V1.ListEventsRequest
                    {
                        Parent = Workspace,
                        PageSize = EventsMax,
                        PageToken = token,
                        AfterPosition = position,
                    },
                    Options(cancellationToken));
                return (page.Events, page.NextPageToken);
            });
    }

    public async Task<IReadOnlyList<V1.Account>> AccountsAsync(CancellationToken cancellationToken)
    {
        var client = new V1.AccountService.AccountServiceClient(_channel);
        return await PagesAsync<V1.Account>(async token =>
        {
            V1.ListAccountsResponse page = await client.ListAccountsAsync(
                new V1.ListAccountsRequest { Parent = Workspace, PageSize = PageSize, PageToken = token },
                Options(cancellationToken));
            return (page.Accounts, page.NextPageToken);
        });
    }

    public async Task<IReadOnlyList<V1.Opportunity>> OpportunitiesAsync(CancellationToken cancellationToken)
    {
        var client = new V1.OpportunityService.OpportunityServiceClient(_channel);
        return await PagesAsync<V1.Opportunity>(async token =>
        {
            V1.ListOpportunitiesResponse page = await client.ListOpportunitiesAsync(
                new V1.ListOpportunitiesRequest { Parent = Workspace, PageSize = PageSize, PageToken = token },
                Options(cancellationToken));
            return (page.Opportunities, page.NextPageToken);
        });
    }

    public async Task<IReadOnlyList<V1.Contact>> ContactsAsync(CancellationToken cancellationToken)
    {
        var client = new V1.ContactService.ContactServiceClient(_channel);
        return await PagesAsync<V1.Contact>(async token =>
        {
            V1.ListContactsResponse page = await client.ListContactsAsync(
                new V1.ListContactsRequest { Parent = Workspace, PageSize = PageSize, PageToken = token },
                Options(cancellationToken));
            return (page.Contacts, page.NextPageToken);
        });
    }

    public async Task<IReadOnlyList<V1.Handoff>> HandoffsAsync(CancellationToken cancellationToken)
    {
        var client = new V1.HandoffService.HandoffServiceClient(_channel);
        return await PagesAsync<V1.Handoff>(async token =>
        {
            V1.ListHandoffsResponse page = await client.ListHandoffsAsync(
                new V1.ListHandoffsRequest { Parent = Workspace, PageSize = PageSize, PageToken = token },
                Options(cancellationToken));
            return (page.Handoffs, page.NextPageToken);
        });
    }

    /// <summary>Onboardings as lists give them; those in one state, or all.</summary>
    public Task<IReadOnlyList<V1.Onboarding>> OnboardingsAsync(
        V1.OnboardingState state, CancellationToken cancellationToken) =>
        PagesAsync<V1.Onboarding>(async token =>
        {
            V1.ListOnboardingsResponse page = await Onboardings.ListOnboardingsAsync(
                new V1.ListOnboardingsRequest { Parent = Workspace, PageSize = PageSize, PageToken = token, State = state },
                Options(cancellationToken));
            return (page.Onboardings, page.NextPageToken);
        });

    /// <summary>One onboarding with all that is inside.</summary>
    public async Task<V1.Onboarding> OnboardingAsync(string name, CancellationToken cancellationToken) =>
        await Onboardings.GetOnboardingAsync(new V1.GetOnboardingRequest { Name = name }, Options(cancellationToken));

    /// <summary>
    /// Does something with an onboarding that was under way when it was looked at. Whatever is done may be the last
    /// thing that was missing, and then it is live and takes no more: nobody who works on it minds that.
    /// </summary>
    /// <exception cref="RpcException">It was refused although the onboarding is under way.</exception>
    public async Task WhileActiveAsync(OnboardingState onboarding, Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act();
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            V1.Onboarding now = await OnboardingAsync(NameOf(onboarding), cancellationToken);
            if (now.State == V1.OnboardingState.Active)
            {
                throw;
            }
        }
    }

    public async Task<IReadOnlyList<V1.SyncRun>> SyncRunsAsync(CancellationToken cancellationToken)
    {
        var client = new V1.SyncRunService.SyncRunServiceClient(_channel);
        return await PagesAsync<V1.SyncRun>(async token =>
        {
            V1.ListSyncRunsResponse page = await client.ListSyncRunsAsync(
                new V1.ListSyncRunsRequest { Parent = Workspace, PageSize = PageSize, PageToken = token },
                Options(cancellationToken));
            return (page.SyncRuns, page.NextPageToken);
        });
    }

    public CallOptions Options(CancellationToken cancellationToken) => new(
        deadline: TimeProvider.System.GetUtcNow().UtcDateTime + s_deadline, cancellationToken: cancellationToken);

    public void Dispose() => _channel.Dispose();

    private static async Task<IReadOnlyList<T>> PagesAsync<T>(Func<string, Task<(IEnumerable<T> Page, string Next)>> read)
    {
        var all = new List<T>();
        string next = "";
        do
        {
            (IEnumerable<T> page, next) = await read(next);
            all.AddRange(page);
        }
        while (next.Length > 0);
        return all;
    }
}
