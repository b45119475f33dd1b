using Grpc.Core;
using Grpc.Net.Client;

using Onboarding.Cli.Demo;
using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Cli.Demo.Telling;

using Xunit;

namespace Onboarding.Hub.Tests.Acceptance;

/// <summary>
/// A hub as anybody runs it, a CRM and a customer-success platform with their people, and seven weeks with ten customers
/// of three tiers. What is asked afterwards is asked over gRPC, or looked at on the platforms.
/// </summary>
public sealed class AcceptanceScene : IAsyncLifetime
{
    /// <summary>Long enough that the first month has ended, and short enough that work is still under way.</summary>
    private const int Days = 49;

    private const int Seed = 11;
    private const int Customers = 10;

    private GrpcChannel? _channel;

    internal DemoStage Stage { get; private set; } = null!;

    /// <summary>What the CRM refused its own people.</summary>
    internal List<Happening> Refused { get; } = [];

    /// <summary>How the hub answered who tried to name a CS owner before a handoff was complete.</summary>
    internal List<(V1.Handoff Handoff, Status Answer)> TooEarly { get; } = [];

    internal List<V1.JournalEvent> Journal { get; } = [];

    /// <summary>For a client of any service.</summary>
    internal GrpcChannel Channel => _channel!;

    internal HubClient Hub => Stage.Hub.Client;

    public async Task InitializeAsync()
    {
        Stage = await DemoStage.SetAsync(
            settings => Scenario.Of(Seed, Customers, days: 90, settings), badShare: 0, refusedShare: 0, CancellationToken.None);
        _channel = GrpcChannel.ForAddress(Stage.Hub.Address);
        var teller = new Storyteller();
        for (int day = 1; day <= Days; day++)
        {
            Stage.Clock.AdvanceTo(DemoDays.MorningOf(day));
            IReadOnlyList<Happening> happened = Stage.Sales.Act(day);
            Refused.AddRange(happened);
            Stage.Success.Act(day);
            Stage.Product.Act(day);
            await Stage.Desk.ActAsync(Hub, teller.Active, day, CancellationToken.None);
            await RunAsync(day, DemoDays.MorningRounds);
            await TryTooEarlyAsync(day);
            Stage.Clock.AdvanceTo(DemoDays.MiddayOf(day));
            Stage.Success.Act(day);
            await RunAsync(day, DemoDays.AfternoonRounds);
            long last = Journal.Count > 0 ? Journal[^1].Position : 0;
            IReadOnlyList<V1.JournalEvent> news = await Hub.EventsAfterAsync(last, CancellationToken.None);
            Journal.AddRange(news);
            teller.Tell(day, news, happened);
        }
    }

    public async Task DisposeAsync()
    {
        _channel?.Dispose();
        await Stage.DisposeAsync();
    }

    /// <summary>Onboardings with all that is inside, by the name of the customer.</summary>
    internal async Task<IReadOnlyDictionary<string, V1.Onboarding>> OnboardingsAsync()
    {
        var whole = new Dictionary<string, V1.Onboarding>(StringComparer.Ordinal);
        foreach (V1.Onboarding listed in await Hub.OnboardingsAsync(V1.OnboardingState.Unspecified, CancellationToken.None))
        {
            whole[listed.DisplayName] = await Hub.OnboardingAsync(listed.Name, CancellationToken.None);
        }

        return whole;
    }

    private async Task RunAsync(int day, IReadOnlyList<TimeSpan> hours)
    {
        foreach (TimeSpan hour in hours)
        {
            Stage.Clock.AdvanceTo(DemoDays.At(day, hour));
            await Stage.Hub.RunDueAsync(() => { }, CancellationToken.None);
        }
    }

    private async Task TryTooEarlyAsync(int day)
    {
        foreach (V1.Handoff handoff in (await Hub.HandoffsAsync(CancellationToken.None))
            .Where(handoff => handoff.State == V1.HandoffState.Incomplete))
        {
            try
            {
                await new V1.HandoffService.HandoffServiceClient(Channel).AssignCsOwnerAsync(new V1.AssignCsOwnerRequest
                {
                    Name = handoff.Name,
                    CsOwner = "too.early@vendor.example",
                    RequestId = $"too-early-{day}-{handoff.Name[^8..]}",
                });
                TooEarly.Add((handoff, Status.DefaultSuccess));
            }
            catch (RpcException refused)
            {
                TooEarly.Add((handoff, refused.Status));
            }
        }
    }
}
