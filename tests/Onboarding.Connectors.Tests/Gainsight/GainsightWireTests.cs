using System.Collections.Immutable;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Tests.Calls;
using Onboarding.Connectors.Writes;
using Onboarding.Sync.Calls;
using Onboarding.Testing.WireMock;

using Xunit;

using static Onboarding.Connectors.Tests.Gainsight.GainsightBench;

namespace Onboarding.Connectors.Tests.Gainsight;

/// <summary>
/// The wire itself, served by the real WireMock. Each stub answers to an access key of its own, so that the stubs hold
/// no state and one server does for the class: starting a Java process for each test would take longer than the tests.
/// </summary>
public sealed class GainsightWireTests(GainsightWireTests.Wire wire) : IClassFixture<GainsightWireTests.Wire>
{
    private static readonly CallSettings s_once = new() { RetriesMax = 0, WaitMax = TimeSpan.Zero };

    [Fact]
    public async Task Companies_are_read_with_the_exchange_of_the_vendors_page()
    {
        using PlatformBench hub = Hub("exchange");

        PageOutcome.Page page = Assert.Single(await hub.ReadAsync(new StreamRead(
            "Company", ["Csm", "Csm__gr.Email", "Name"], "t1|2026-03-01T00:00:00.0000000Z|1P02AAAA0001", null)));

        PlatformRecord record = Assert.Single(page.Records);
        Assert.Equal("1P02AAAA0002", record.Id);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 15, 30, 123, TimeSpan.Zero), record.ModifiedAt);
        Assert.Equal("Kestrel Foods", (string?)record.Fields["Name"]);
        Assert.Equal("ines@hub.example", (string?)record.Fields["Csm__gr.Email"]);
        Assert.Equal("t1|2026-03-01T10:15:30.1230000Z|1P02AAAA0002", page.Cursor);
    }

    [Fact]
    public async Task A_company_is_created_and_updated_by_its_gsid()
    {
        using PlatformBench hub = Hub("exchange");

        ImmutableArray<WriteOutcome> created = await hub.WriteAsync(
            "Company", WriteAction.Create, New("a-1", """{"Name": "Kestrel Foods", "ARR": 120000}"""));
        ImmutableArray<WriteOutcome> updated = await hub.WriteAsync(
            "Company", WriteAction.Update, Change("a-1", "1P02AAAA0003", """{"ARR": 150000}"""));

        Assert.Equal(new WriteOutcome.Written("1P02AAAA0003"), Assert.Single(created));
        Assert.Equal(new WriteOutcome.Written("1P02AAAA0003"), Assert.Single(updated));
    }

    [Fact]
    public async Task A_cta_is_created_with_the_exchange_of_the_vendors_page()
    {
        using PlatformBench hub = Hub("exchange");

        WriteRecord whole = New("prj-7731", """
            {
              "Name": "Onboarding: Kestrel Foods", "CompanyId": "1P02AAAA0003", "OwnerEmail": "ines@hub.example",
              "DueDate": "2026-06-30", "status": "New"
            }
            """);
        WriteRecord undated = New("prj-7732", """
            {
              "Name": "Onboarding: Plover Ltd", "CompanyId": "1P02AAAA0004", "OwnerEmail": "ines@hub.example",
              "status": "New"
            }
            """);

        ImmutableArray<WriteOutcome> outcomes =
            await hub.WriteAsync("call_to_action", WriteAction.Create, whole, undated);

        Assert.Equal(new WriteOutcome.Written("1S01AAAA0001"), outcomes[0]);
        Failure failure = Assert.IsType<WriteOutcome.Refused>(outcomes[1]).Failure;
        Assert.Equal(FailureKind.RecordRejected, failure.Kind);
        Assert.Contains("COCKPIT_9700 because of DueDate", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_is_there_already_counts_as_written()
    {
        using PlatformBench hub = Hub("exchange");

        ImmutableArray<WriteOutcome> outcomes = await hub.WriteAsync(
            "activity_timeline", WriteAction.Upsert, New("handoff-1", """{"Subject": "Handoff"}"""));

        Assert.Equal(new WriteOutcome.Written("handoff-1"), Assert.Single(outcomes));
    }

    [Fact]
    public async Task A_refused_batch_gives_away_no_value()
    {
        using PlatformBench hub = Hub("refused");

        WriteOutcome outcome = Assert.Single(await hub.WriteAsync(
            "Company", WriteAction.Create,
            New("a-1", """{"Name": "Ada Lovelace", "Stage": "Ada Lovelace, born 1815"}""")));

        Failure failure = Assert.IsType<WriteOutcome.BatchRefused>(outcome).Failure;
        Assert.Contains("GSOBJ_1012 because of Stage", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", string.Join(' ', hub.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "A6.4")]
    [InlineData("unauthorized-401", FailureKind.Unauthorized)]
    [InlineData("unauthorized-403", FailureKind.Unauthorized)]
    [InlineData("unauthorized-400", FailureKind.Unauthorized)]
    [InlineData("limited-429", FailureKind.RateLimited)]
    [InlineData("limited-200", FailureKind.RateLimited)]
    [InlineData("failed-500", FailureKind.Transient)]
    [InlineData("proxy-502", FailureKind.Transient)]
    [InlineData("proxy-404", FailureKind.Misconfigured)]
    [InlineData("login-page-200", FailureKind.Transient)]
    [InlineData("reset", FailureKind.Transient)]
    [InlineData("empty", FailureKind.Transient)]
    [InlineData("malformed", FailureKind.Transient)]
    [InlineData("random", FailureKind.Transient)]
    [InlineData("torn", FailureKind.Transient)]
    public async Task Each_refusal_and_fault_of_the_wire_is_of_its_kind(string key, FailureKind kind)
    {
        using PlatformBench hub = Hub(key);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => hub.ReadAsync(Whole("Company")));

        Assert.Equal(kind, e.Failure.Kind);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_given_up()
    {
        using PlatformBench hub = Hub("slow", s_once with { AttemptTimeMax = TimeSpan.FromMilliseconds(300) });

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => hub.ReadAsync(Whole("Company")));

        Assert.Equal(FailureKind.Transient, e.Failure.Kind);
    }

    [Theory]
    [Trait("Requirement", "A6.5")]
    [InlineData("reset")]
    [InlineData("empty")]
    [InlineData("malformed")]
    public async Task A_create_that_the_wire_loses_is_sent_once(string key)
    {
        using PlatformBench hub = Hub(key, new CallSettings { JitterSeed = 1 });
        string marker = $"once-{key}";

        await Assert.ThrowsAsync<ConnectorException>(() =>
            hub.WriteAsync("call_to_action", WriteAction.Create, New(marker, "{}")));

        ImmutableArray<WireMockRequest> received = await wire.Server.ReceivedAsync(CancellationToken.None);
        Assert.Single(received, request => request.Body.Contains(marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Machine_to_machine_sign_in_has_the_exchange_of_the_vendors_page()
    {
        Platform platform = Open(
            wire.Server.Address, ("SignIn", "oauth"), ("ClientId", "client"), ("ClientSecret", "secret"));
        using var hub = new PlatformBench(platform, new JumpingClock(), s_once);

        Assert.Single(await hub.ReadAsync(new StreamRead("gsuser", ["Email"], null, null)));
    }

    private PlatformBench Hub(string key, CallSettings? calls = null) =>
        new(Open(wire.Server.Address, ("AccessKey", key)), new JumpingClock(), calls ?? s_once);

    /// <summary>The server of the class.</summary>
    public sealed class Wire : IAsyncLifetime
    {
        private WireMockServer? _server;

        public WireMockServer Server => _server ?? throw new InvalidOperationException("WireMock was not started.");

        public async Task InitializeAsync() => _server = await WireMockServer.StartAsync(
            Path.Combine("Onboarding.Connectors.Tests", "Gainsight", "wiremock"), CancellationToken.None);

        public async Task DisposeAsync()
        {
            if (_server is not null)
            {
                await _server.DisposeAsync();
            }
        }
    }
}
