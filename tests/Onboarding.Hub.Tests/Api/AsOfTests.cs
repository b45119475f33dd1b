using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

using Microsoft.Extensions.DependencyInjection;

using Onboarding.Hub.Api;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Resources are read as they were.</summary>
public sealed class AsOfTests(ITestOutputHelper output)
{
    private static readonly WorkspaceId s_acme = new("acme");

    [Theory]
    [InlineData(20_260_302)]
    [InlineData(7)]
    [InlineData(42)]
    [InlineData(1_000_003)]
    [Trait("Requirement", "A19.2")]
    public async Task At_every_position_and_instant_of_a_random_history_the_answer_is_the_state_of_then(int seed)
    {
        output.WriteLine($"Seed {seed}.");
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        List<(OnboardingState State, DateTimeOffset At)> then = await LiveAsync(host, seed);
        OnboardingId id = then[0].State.Start.Id;
        var name = ResourceName.Of(s_acme, Collection.Onboardings, id.Value);
        IReadOnlyList<JournalEvent> events = await host.Services.GetRequiredService<IJournalStore>().ReadStreamAsync(
            s_acme, Aggregates.Onboarding.Stream(id.ToString()), 0, 5_000, CancellationToken.None);

        OnboardingState? state = null;
        foreach (JournalEvent journaled in events)
        {
            state = OnboardingEvolution.Evolve(state, Aggregates.Onboarding.ReadEvent(journaled.Payload));
            Assert.Equal(
                Onboardings.ToWire(new Held<OnboardingState>(name, state, journaled.Version)),
                await GetAsync(calls, $"{name}", new V1.AsOf { Position = journaled.Position }));
        }

        foreach ((OnboardingState known, DateTimeOffset at) in then)
        {
            V1.Onboarding answer = await GetAsync(calls, $"{name}", At(at));
            V1.Onboarding expected = Onboardings.ToWire(
                new Held<OnboardingState>(name, known, int.Parse(answer.Etag, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(expected, answer);
        }

        Assert.Equal(await GetAsync(calls, $"{name}", null), await GetAsync(calls, $"{name}", At(host.Clock.GetUtcNow())));
    }

    [Fact]
    [Trait("Requirement", "A19.2")]
    public async Task Every_kind_of_resource_is_read_as_it_was()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        V1.AsOf then = At(host.Clock.GetUtcNow());
        host.Clock.Advance(TimeSpan.FromDays(1));
        foreach ((string get, string? change) in new[]
        {
            ("GetAccount", "UpdateAccount"), ("GetOpportunity", "UpdateOpportunity"), ("GetContact", "UpdateContact"),
            ("GetWorkspace", "UpdateWorkspace"), ("GetPlaybook", "PublishPlaybookRevision"),
            ("GetOnboarding", "MoveKickoff"), ("GetConnection", "PauseConnection"), ("GetHandoff", null),
            ("GetReview", null), ("GetDefinition", null),
        })
        {
            IMessage before = await calls.CallAsync(Rpcs.Find(get), AcmeWorld.Requests[get]);
            if (change is not null)
            {
                IMessage request = AcmeWorld.Requests[change];
                request = request.Descriptor.Parser.ParseFrom(request.ToByteString());
                request.Descriptor.FindFieldByName("request_id").Accessor.SetValue(request, change);
                await calls.CallAsync(Rpcs.Find(change), request);
                Assert.NotEqual(before, await calls.CallAsync(Rpcs.Find(get), AcmeWorld.Requests[get]));
            }

            Assert.Equal(before, await calls.CallAsync(Rpcs.Find(get), With(get, then)));
        }
    }

    [Fact]
    public void Every_kind_that_the_journal_keeps_is_read_and_explained_as_it_was()
    {
        Assert.Equal(
            // A line of an audit's file is kept by itself and shown by its audit.
            Aggregates.All.Where(kind => kind != Aggregates.AuditRow).Select(kind => kind.Name).Order(StringComparer.Ordinal),
            ResourceView.All.Select(view => view.Kind.Name).Order(StringComparer.Ordinal));
        Assert.All(ResourceView.All, view => Assert.Equal(
            V1.AsOf.Descriptor, Rpcs.Find($"Get{view.Descriptor.Name}").InputType.FindFieldByName("as_of")?.MessageType));
    }

    [Fact]
    public async Task A_moment_that_is_none_of_the_past_is_refused_by_what_is_wrong_with_it()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        DateTimeOffset now = host.Clock.GetUtcNow();
        foreach ((V1.AsOf asOf, string reason) in new[]
        {
            (new V1.AsOf(), "INVALID_FIELD"),
            (new V1.AsOf { ReadTime = Timestamp.FromDateTimeOffset(now), Position = 1 }, "INVALID_FIELD"),
            (At(now.AddTicks(10)), "INVALID_FIELD"),
            (new V1.AsOf { ReadTime = new Timestamp { Seconds = long.MaxValue } }, "INVALID_FIELD"),
            (new V1.AsOf { Position = -1 }, "INVALID_FIELD"),
            (new V1.AsOf { Position = 1_000_000 }, "INVALID_FIELD"),
            (At(now.AddDays(-1)), "NOT_FOUND"),
            (new V1.AsOf { Position = 1 }, "NOT_FOUND"),
        })
        {
            foreach (string get in new[] { "GetAccount", "GetOnboarding", "GetHandoff", "GetPlaybook" })
            {
                Assert.Equal((get, $"{asOf}", reason), (get, $"{asOf}", (await calls.FailAsync(get, With(get, asOf))).Reason));
            }
        }

        Failed unknown = await calls.FailAsync("GetAccount", new V1.GetAccountRequest
        {
            Name = $"{AcmeWorld.Workspace}/accounts/00000000-0000-7000-8000-000000000000",
            AsOf = At(now),
        });
        Assert.Equal("NOT_FOUND", unknown.Reason);
    }

    [Fact]
    public void Events_of_an_earlier_shape_come_to_the_same_state()
    {
        OnboardingHistory history = OnboardingHistory.Of(11);
        string[] payloads = [.. history.Events.Select(Written)];
        string[] older =
        [
            .. history.Events.Select(each => Written(each is OnboardingEvent.Redated redated
                ? redated with { TaskReasons = null, MilestoneReasons = null }
                : each)),
        ];
        Assert.NotEqual(payloads, older);
        Assert.Equal(
            Written(Aggregates.Onboarding.StateOf(payloads)!), Written(Aggregates.Onboarding.StateOf(older)!));
        Assert.Null(Aggregates.Onboarding.StateOf([]));
    }

    private static string Written(OnboardingEvent each) =>
        System.Text.Json.JsonSerializer.Serialize(each, ModelJson.Default.OnboardingEvent);

    private static string Written(OnboardingState state) =>
        System.Text.Json.JsonSerializer.Serialize(state, ModelJson.Default.OnboardingState);

    /// <summary>Lets a random onboarding happen in the hub.</summary>
    /// <returns>Its state after each command, with the instant.</returns>
    private static async Task<List<(OnboardingState State, DateTimeOffset At)>> LiveAsync(ApiHost host, int seed)
    {
        var random = new Random(seed);
        var commands = new RandomCommands(random);
        OnboardingStart start = new RandomPlans(random).Start();
        var then = new List<(OnboardingState State, DateTimeOffset At)>();
        host.Clock.SetUtcNow(host.Clock.GetUtcNow() > start.ClosedWonAt ? host.Clock.GetUtcNow() : start.ClosedWonAt);
        OnboardingCommand command = new OnboardingCommand.Begin(start);
        string key = start.Id.ToString();
        for (int step = 0; step < 25; step++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 60 * 60)));
            OnboardingCommand asked = command;
            OnboardingState state = await host.Dispatcher.RunAsync(
                s_acme, [Aggregates.Onboarding.Stream(key)],
                batch =>
                {
                    batch.Apply(Aggregates.Onboarding, key, asked, Origin.Time);
                    return batch.State(Aggregates.Onboarding, key)!;
                },
                CancellationToken.None);
            then.Add((state, host.Clock.GetUtcNow()));
            command = commands.Next(state, host.Clock.GetUtcNow());
        }

        return then;
    }

    private static V1.AsOf At(DateTimeOffset instant) => new() { ReadTime = Timestamp.FromDateTimeOffset(instant) };

    private static IMessage With(string get, V1.AsOf asOf)
    {
        IMessage request = AcmeWorld.Requests[get];
        request = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        request.Descriptor.FindFieldByName("as_of").Accessor.SetValue(request, asOf);
        return request;
    }

    private static Task<V1.Onboarding> GetAsync(RawCalls calls, string name, V1.AsOf? asOf) =>
        calls.CallAsync<V1.Onboarding>("GetOnboarding", new V1.GetOnboardingRequest { Name = name, AsOf = asOf });

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
