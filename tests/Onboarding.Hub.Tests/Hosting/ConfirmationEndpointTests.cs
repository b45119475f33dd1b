using System.Net;
using System.Net.Sockets;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using Onboarding.Hub.Deliveries;
using Onboarding.Hub.Following;
using Onboarding.Hub.Hosting;
using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>Where systems say later what became of a set-up action: signed, with the secret of their endpoint.</summary>
public sealed class ConfirmationEndpointTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=";
    private const string OtherSecret = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSBzYW1lIGVuZHBvaW50Lg==";

    private static readonly WorkspaceId s_workspace = new("acme");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-confirmations-");
    private readonly OnboardingStart _start = Starts.Of(Plans.WithSetup);
    private readonly HttpClient _http = new();
    private WebApplication _hub = null!;
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        for (int tries = 1; !await StartAsync(); tries++)
        {
            Assert.InRange(tries, 1, 10);
        }

        await AskAsync(new OnboardingCommand.Begin(_start));
        await AskAsync(new OnboardingCommand.ReceiveInput("sso", "here"));
        await AskAsync(new OnboardingCommand.VerifyInput("sso"));
        await FollowAsync();
    }

    public async Task DisposeAsync()
    {
        await _hub.StopAsync(CancellationToken.None);
        await _hub.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    [Trait("Requirement", "A7.5")]
    public async Task A_signed_confirmation_is_taken_and_may_be_said_again()
    {
        string body = Confirmed("B-1017");
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("acme/billing", body));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("acme/billing", body));

        SetupActionState action = await ActionAsync();
        Assert.Equal(
            (SetupActionPhase.Confirmed, "B-1017", "system:billing"), (action.Phase, action.Reference, action.ClosedBy));
    }

    [Fact]
    public async Task A_signed_refusal_is_taken_with_its_reason()
    {
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("acme/billing", Refused("No such plan.", 1)));
        Assert.Equal((SetupActionPhase.Failed, "No such plan."), ((await ActionAsync()).Phase, (await ActionAsync()).Reason));
    }

    [Fact]
    [Trait("Requirement", "A7.5")]
    public async Task A_word_about_an_earlier_delivery_counts_while_the_action_is_open()
    {
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("acme/billing", Refused("No such plan.", 1)));
        await AskAsync(new OnboardingCommand.RetrySetupAction("profile", "ann@vendor.example"));
        await FollowAsync();
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("acme/billing", Refused("No such plan.", 1)));
        Assert.Equal((SetupActionPhase.Requested, 2), ((await ActionAsync()).Phase, (await ActionAsync()).Request));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("acme/billing", Confirmed("B-1017")));
        Assert.Equal(
            (SetupActionPhase.Confirmed, "B-1017"), ((await ActionAsync()).Phase, (await ActionAsync()).Reference));
        await FollowAsync();
        LoadedStreams second = await _hub.Services.GetRequiredService<IJournalStore>().LoadAsync(
            s_workspace, [Aggregates.Delivery.Stream(KeyOf(2))], null, CancellationToken.None);
        Assert.Equal(DeliveryPhase.Recalled, Aggregates.Delivery.ReadState(second.Aggregates[0].State).Phase);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("acme/billing", Confirmed("B-1017", 2)));
        Assert.Equal(
            (HttpStatusCode.Conflict, "Set-up action profile is confirmed as B-1017 already."),
            await SayAsync("acme/billing", Confirmed("B-2")));
        Assert.Equal(
            (HttpStatusCode.Conflict, "Set-up action profile is confirmed as B-1017 and cannot fail any more."),
            await SayAsync("acme/billing", Refused("No such plan.", 2)));
    }

    [Theory]
    [InlineData("acme/billing", OtherSecret, 0)]
    [InlineData("acme/billing", Secret, -301)]
    [InlineData("acme/billing", Secret, 301)]
    [InlineData("acme/tickets", Secret, 0)]
    [InlineData("other/billing", Secret, 0)]
    public async Task Whatever_is_wrong_with_the_sender_is_answered_alike(string path, string secret, int seconds)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(path, Confirmed("B-1"), secret, seconds));
        Assert.Equal(SetupActionPhase.Requested, (await ActionAsync()).Phase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"type":"setup_action.confirmed","data":{}}""")]
    [InlineData("""{"type":"setup_action.confirmed","data":{"delivery":7,"reference":"B"}}""")]
    [InlineData("""{"type":"setup_action.confirmed","data":{"delivery":"d","reference":" "}}""")]
    [InlineData("""{"type":"other","data":{"delivery":"d","reference":"B"}}""")]
    public async Task What_cannot_be_read_is_refused(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("acme/billing", body));

    [Fact]
    public async Task What_is_not_the_systems_own_is_not_found_and_what_is_too_long_is_not_read()
    {
        string ticket = Confirmed("B").Replace(
            KeyOf(1), Delivery.KeyOf(_start.Id, "ticket", 1), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("acme/billing", ticket));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await PostAsync("acme/billing", Confirmed("B").Replace("/acme/", "/other/", StringComparison.Ordinal)));
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, await PostAsync("acme/billing", new string('x', 70_000)));
    }

    private string Confirmed(string reference, int request = 1) => Said("confirmed", request, "reference", reference);

    private string Refused(string reason, int request) => Said("failed", request, "reason", reason);

    private string Said(string what, int request, string name, string words) =>
        $$$"""{"type":"setup_action.{{{what}}}","data":{"delivery":"{{{NameOf(request)}}}","{{{name}}}":"{{{words}}}"}}""";

    private string NameOf(int request) => $"workspaces/acme/deliveries/{KeyOf(request)}";

    private string KeyOf(int request) => Delivery.KeyOf(_start.Id, "profile", request);

    private Task FollowAsync() =>
        _hub.Services.GetRequiredService<ReactionFollower>().CatchUpAsync(s_workspace, CancellationToken.None);

    private async Task<bool> StartAsync()
    {
        _address = new Uri($"http://127.0.0.1:{FreePort()}");
        string clock = Path.Combine(_folder.FullName, $"clock-{_address.Port}");
        using (Clocks.VirtualClock.Create(clock, Starts.WonAt))
        {
            _hub = await HubHost.BuildAsync(
                new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Listen"] = "http://127.0.0.1:0",
                    ["WebListen"] = _address.ToString(),
                    ["Storage:File"] = Path.Combine(_folder.FullName, "hub.db"),
                    ["Clock:File"] = clock,
                    ["Workspaces:acme:SettingsFile"] =
                        Path.Combine(AppContext.BaseDirectory, "playbooks", "workspace.yaml"),
                    ["Endpoints:billing:Workspace"] = "acme",
                    ["Endpoints:billing:System"] = "billing",
                    ["Endpoints:billing:Url"] = "http://127.0.0.1:9",
                    ["Endpoints:billing:Secrets:0"] = Secret,
                    ["Logging:LogLevel:Default"] = "None",
                }).Build(),
                CancellationToken.None);
        }

        try
        {
            await _hub.StartAsync(CancellationToken.None);
            return true;
        }
        catch (IOException)
        {
            await _hub.DisposeAsync();
            return false;
        }
    }

    private async Task<HttpStatusCode> PostAsync(string path, string body, string secret = Secret, int seconds = 0) =>
        (await SayAsync(path, body, secret, seconds)).Status;

    private async Task<(HttpStatusCode Status, string Text)> SayAsync(
        string path, string body, string secret = Secret, int seconds = 0)
    {
        DateTimeOffset at = Starts.WonAt.AddSeconds(seconds);
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, $"/setup/{path}"))
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Headers.Add("webhook-id", "msg_1");
        request.Headers.Add("webhook-timestamp", WebhookSecret.TimestampOf(at));
        request.Headers.Add("webhook-signature", WebhookSecret.Of(secret)!.Sign("msg_1", at, bytes));
        using HttpResponseMessage response = await _http.SendAsync(request, CancellationToken.None);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken.None));
    }

    private async Task AskAsync(OnboardingCommand command) => Assert.IsType<Decision<OnboardingEvent>.Accepted>(
        await _hub.Services.GetRequiredService<Dispatcher>().RunAsync(
            s_workspace, [Aggregates.Onboarding.Stream($"{_start.Id}")],
            batch => batch.Apply(Aggregates.Onboarding, $"{_start.Id}", command, new Origin("test", "call:1")),
            CancellationToken.None));

    private async Task<SetupActionState> ActionAsync()
    {
        LoadedStreams loaded = await _hub.Services.GetRequiredService<IJournalStore>().LoadAsync(
            s_workspace, [Aggregates.Onboarding.Stream($"{_start.Id}")], null, CancellationToken.None);
        return Aggregates.Onboarding.ReadState(loaded.Aggregates[0].State).SetupAction("profile")!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
