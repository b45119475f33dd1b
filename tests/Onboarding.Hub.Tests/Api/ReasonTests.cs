using Grpc.Core;

using Microsoft.Extensions.DependencyInjection;

using Onboarding.Hub.Api.Failures;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Every reason of the catalogue is produced.</summary>
public sealed class ReasonTests
{
    private static readonly Dictionary<V1.ErrorReason, Func<ApiHost, Task<Failed>>> s_producers = Producers();

    public static TheoryData<string> Reasons { get; } = new(s_producers.Keys.Select(reason => reason.ToString()));

    [Fact]
    public void No_reason_is_left_out() => Assert.Equal(
        Enum.GetValues<V1.ErrorReason>().Where(reason => reason != V1.ErrorReason.Unspecified).Order(),
        s_producers.Keys.Order());

    [Fact]
    public void Every_refusal_of_the_model_has_the_reason_of_its_name()
    {
        foreach (RefusalReason refusal in Enum.GetValues<RefusalReason>())
        {
            Assert.Equal(refusal.ToString(), ReasonTable.Of(refusal).Reason.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_reason_is_produced(string reason)
    {
        await using ApiHost host = await ApiHost.StartAsync(api =>
        {
            api.WatchesMax = 1;
            api.MessageSizeMax = 1_048_576;
        });
        await AcmeWorld.BuildAsync(host);
        V1.ErrorReason expected = Enum.Parse<V1.ErrorReason>(reason);
        Failed failed = await s_producers[expected](host);
        Assert.Equal(ReasonTable.NameOf(expected), failed.Reason);
    }

    [Fact]
    public async Task A_call_that_its_caller_gave_up_was_cancelled_and_did_not_fail()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        Failed failed = Translated(host, new EndedCall(DateTime.MaxValue));
        Assert.Equal((StatusCode.Cancelled, "CALL_CANCELLED"), (failed.Code, failed.Reason));
    }

    [Fact]
    public async Task An_unexpected_failure_tells_the_caller_nothing_but_where_to_look()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        host.Faults.Failure = new InvalidOperationException("the secret innards");
        Failed failed = await host.Calls().FailAsync("GetAccount", AcmeWorld.Requests["GetAccount"]);
        Assert.Equal(StatusCode.Internal, failed.Code);
        Assert.Equal(["correlation_id"], failed.Facts.Keys);
        Assert.DoesNotContain("innards", string.Join(' ', failed.Facts.Values), StringComparison.Ordinal);
    }

    private static Dictionary<V1.ErrorReason, Func<ApiHost, Task<Failed>>> Producers()
    {
        var producers = new Dictionary<V1.ErrorReason, Func<ApiHost, Task<Failed>>>
        {
            [V1.ErrorReason.InvalidField] = host => FailAsync(host, "CreateAccount",
                new V1.CreateAccountRequest { Parent = AcmeWorld.Workspace, RequestId = "1" }),
            [V1.ErrorReason.NotFound] = host =>
                FailAsync(host, "GetWorkspace", new V1.GetWorkspaceRequest { Name = "workspaces/nowhere" }),
            [V1.ErrorReason.AlreadyExists] = host =>
                FailAsync(host, "CreateWorkspace", AcmeWorld.Requests["CreateWorkspace"]),
            [V1.ErrorReason.HandoffIncomplete] = host =>
                FailAsync(host, "AssignCsOwner", AcmeWorld.Requests["AssignCsOwner"]),
            [V1.ErrorReason.TaskLocked] = LockedTaskAsync,
            [V1.ErrorReason.StateConflict] = CancelledAsync,
            [V1.ErrorReason.GateOpen] = host => FailAsync(host, "GoLive", AcmeWorld.Requests["GoLive"]),
            [V1.ErrorReason.OwnerRequired] = host => FailAsync(
                host, "RaiseBlocker",
                new V1.RaiseBlockerRequest((V1.RaiseBlockerRequest)AcmeWorld.Requests["RaiseBlocker"]) { Owner = "a@" }),
            [V1.ErrorReason.DefinitionsNotAligned] = UnsignedAsync,
            [V1.ErrorReason.PlaybookInvalid] = host => FailAsync(
                host, "PublishPlaybookRevision",
                new V1.PublishPlaybookRevisionRequest { Parent = AcmeWorld.Workspace, Source = "name: [",
                    RequestId = "1" }),
            [V1.ErrorReason.NameInvalid] = host =>
                FailAsync(host, "GetAccount", new V1.GetAccountRequest { Name = "acme" }),
            [V1.ErrorReason.PageSizeInvalid] = host => FailAsync(
                host, "ListAccounts", new V1.ListAccountsRequest { Parent = AcmeWorld.Workspace, PageSize = -1 }),
            [V1.ErrorReason.PageTokenInvalid] = host => FailAsync(
                host, "ListAccounts", new V1.ListAccountsRequest { Parent = AcmeWorld.Workspace, PageToken = "x" }),
            [V1.ErrorReason.FieldMaskInvalid] = host => FailAsync(
                host, "UpdateAccount",
                new V1.UpdateAccountRequest { Account = new V1.Account { Name = AcmeWorld.Account }, RequestId = "1" }),
            [V1.ErrorReason.RequestIdInvalid] = host =>
                FailAsync(host, "GoLive", new V1.GoLiveRequest { Name = AcmeWorld.Onboarding }),
            [V1.ErrorReason.RequestIdReused] = host => FailAsync(
                host, "GoLive", new V1.GoLiveRequest { Name = AcmeWorld.Onboarding,
                    RequestId = AcmeWorld.UsedRequestId }),
            [V1.ErrorReason.EtagMismatch] = host => FailAsync(
                host, "GoLive", new V1.GoLiveRequest { Name = AcmeWorld.Onboarding, RequestId = "1", Etag = "999" }),
            [V1.ErrorReason.ResumeTokenInvalid] = host => FailAsync(
                host, "WatchJournal", new V1.WatchJournalRequest { Parent = AcmeWorld.Workspace, ResumeToken = "x" }),
            [V1.ErrorReason.CallerUnknown] = host =>
                host.Calls(null).FailAsync("GetAccount", AcmeWorld.Requests["GetAccount"]),
            [V1.ErrorReason.RoleRequired] = host =>
                host.Calls(ApiHost.ViewerToken).FailAsync("GoLive", AcmeWorld.Requests["GoLive"]),
            [V1.ErrorReason.MessageTooLarge] = host => FailAsync(
                host, "GetAccount", new V1.GetAccountRequest { Name = new string('x', 2_000_000) }),
        };
        AddOutside(producers);
        return producers;
    }

    private static void AddOutside(Dictionary<V1.ErrorReason, Func<ApiHost, Task<Failed>>> producers)
    {
        producers[V1.ErrorReason.Overtaken] = host =>
        {
            host.Faults.LosesRaces = true;
            return FailAsync(host, "UpdateAccount", AcmeWorld.Requests["UpdateAccount"]);
        };
        producers[V1.ErrorReason.Internal] = host =>
        {
            host.Faults.Failure = new InvalidOperationException("broken");
            return FailAsync(host, "GetAccount", AcmeWorld.Requests["GetAccount"]);
        };
        producers[V1.ErrorReason.StoreUnavailable] = host =>
        {
            host.Faults.Failure = new StoreException(StoreFailure.Unavailable, "gone");
            return FailAsync(host, "GetAccount", AcmeWorld.Requests["GetAccount"]);
        };
        producers[V1.ErrorReason.WatchesExhausted] = async host =>
        {
            using var watch = host.Calls().Watch("WatchJournal", AcmeWorld.Requests["WatchJournal"]);
            await watch.ResponseStream.MoveNext(CancellationToken.None);
            return await FailAsync(host, "WatchOnboarding", AcmeWorld.Requests["WatchOnboarding"]);
        };
        producers[V1.ErrorReason.ConnectionPaused] = async host =>
        {
            await host.Calls().CallAsync<V1.Connection>("PauseConnection", AcmeWorld.Requests["PauseConnection"]);
            return await FailAsync(host, "RunSync", new V1.RunSyncRequest { Name = AcmeWorld.Connection,
                RequestId = "1" });
        };
        producers[V1.ErrorReason.SyncRunning] = async host =>
        {
            await host.Calls().CallAsync<V1.Operation>("RunSync", AcmeWorld.Requests["RunSync"]);
            return await FailAsync(host, "RunSync", new V1.RunSyncRequest { Name = AcmeWorld.Connection,
                RequestId = "2" });
        };
        producers[V1.ErrorReason.MethodUnknown] = host => host.Calls().FailUnknownAsync();
        producers[V1.ErrorReason.CallCancelled] = host => StoppedRunAsync(host, SyncRunState.Cancelled);
        producers[V1.ErrorReason.SyncFailed] = host => StoppedRunAsync(host, SyncRunState.Failed);
        producers[V1.ErrorReason.DeadlineExceeded] = host => Task.FromResult(Translated(
            host, new EndedCall(host.Wall.GetUtcNow().UtcDateTime.AddSeconds(-1))));
        producers[V1.ErrorReason.Stopping] = async host =>
        {
            using var watch = host.Calls().Watch("WatchJournal", AcmeWorld.Requests["WatchJournal"]);
            await watch.ResponseStream.MoveNext(CancellationToken.None);
            Task stopped = host.StopAsync();
            RpcException failure = await Assert.ThrowsAsync<RpcException>(
                () => watch.ResponseStream.MoveNext(CancellationToken.None));
            await stopped;
            return Failed.Of(failure);
        };
    }

    private static async Task<Failed> StoppedRunAsync(ApiHost host, SyncRunState state)
    {
        V1.Operation begun = await host.Calls().CallAsync<V1.Operation>("RunSync", AcmeWorld.Requests["RunSync"]);
        await host.Runs.EndAsync(new WorkspaceId("acme"), Guid.Parse(begun.Name.Split('/')[^1]), state);
        V1.Operation ended = await host.Calls().CallAsync<V1.Operation>("WaitOperation",
            new V1.WaitOperationRequest { Name = begun.Name });
        Assert.True(ended.Done);
        return new Failed(StatusCode.OK, ReasonTable.NameOf(ended.Error.Reason), new Dictionary<string, string>(), []);
    }

    // Who gave up is not there to read the reason, so it is asked where it is made.
    private static Failed Translated(ApiHost host, ServerCallContext call)
    {
        var interceptor = ActivatorUtilities.CreateInstance<FailureInterceptor>(host.Services);
        return Failed.Of(FailureStatus.ToRpc(interceptor.Translate(new OperationCanceledException(), call)));
    }

    private static async Task<Failed> LockedTaskAsync(ApiHost host)
    {
        V1.Onboarding onboarding = await host.Calls().CallAsync<V1.Onboarding>("GetOnboarding",
            AcmeWorld.Requests["GetOnboarding"]);
        string locked = onboarding.Tasks.First(task => task.State == V1.TaskState.Locked).Key;
        return await FailAsync(
            host, "CompleteTask", new V1.CompleteTaskRequest { Name = AcmeWorld.Onboarding, Task = locked,
                RequestId = "1" });
    }

    private static async Task<Failed> UnsignedAsync(ApiHost host)
    {
        await host.Calls().CallAsync<V1.Workspace>("UpdateWorkspace", new V1.UpdateWorkspaceRequest
        {
            Workspace = new V1.Workspace { Name = AcmeWorld.Workspace, SignOffRequired = true },
            UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "sign_off_required" } },
            RequestId = "1",
        });
        return await FailAsync(host, "PublishPlaybookRevision", AcmeWorld.Requests["PublishPlaybookRevision"]);
    }

    private static async Task<Failed> CancelledAsync(ApiHost host)
    {
        await host.Calls().CallAsync<V1.Onboarding>("CancelOnboarding", AcmeWorld.Requests["CancelOnboarding"]);
        return await FailAsync(
            host, "MoveKickoff", new V1.MoveKickoffRequest
            {
                Name = AcmeWorld.Onboarding,
                KickoffDate = new V1.Date { Year = 2026, Month = 4, Day = 1 },
                RequestId = "1",
            });
    }

    private static Task<Failed> FailAsync(ApiHost host, string method, Google.Protobuf.IMessage request) =>
        host.Calls().FailAsync(method, request);
}
