using System.Text.Json;

using Onboarding.Model;
using Onboarding.Model.Conditions;
using Onboarding.Model.Connections;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Workspaces;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Journal;

/// <summary>Ids, hashes and the small aggregates.</summary>
public sealed class JournalTests
{
    private static readonly Origin s_origin = new("ann@vendor.example", "call:1");

    [Fact]
    public void Ids_are_of_version_7_and_sort_by_the_time_of_their_making()
    {
        var clock = new ManualClock(Starts.WonAt);
        var ids = new IdSource(clock, seed: 1);
        var made = new List<string>();
        for (int n = 0; n < 50; n++)
        {
            made.Add(ids.Next().ToString("D"));
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.All(made, id => Assert.True(id[14] == '7' && "89ab".Contains(id[19])));
    }

    [Fact]
    public void The_same_cause_gives_the_same_id_and_another_gives_another()
    {
        Assert.Equal(IdSource.From("handoff", "deal", "1"), IdSource.From("handoff", "deal", "1"));
        Assert.NotEqual(IdSource.From("handoff", "deal", "1"), IdSource.From("handoff", "deal", "2"));
        Assert.NotEqual(IdSource.From("ab", "c"), IdSource.From("a", "bc"));
    }

    [Fact]
    public void The_hash_of_an_event_covers_each_of_its_parts()
    {
        string[] hashes =
        [
            Hash("w", "deal", 1, "won", "{}", s_origin, 0), Hash("x", "deal", 1, "won", "{}", s_origin, 0),
            Hash("w", "dea", 1, "won", "{}", s_origin, 0), Hash("w", "deal", 2, "won", "{}", s_origin, 0),
            Hash("w", "deal", 1, "lost", "{}", s_origin, 0), Hash("w", "deal", 1, "won", "{ }", s_origin, 0),
            Hash("w", "deal", 1, "won", "{}", s_origin with { Actor = "hub" }, 0),
            Hash("w", "deal", 1, "won", "{}", s_origin with { Cause = "time" }, 0),
            Hash("w", "deal", 1, "won", "{}", s_origin, 1), Hash("w", "deal", 1, "won{", "}", s_origin, 0),
        ];

        Assert.Distinct(hashes);
        Assert.NotEqual(
            EventHash.Seal(EventHash.ChainStart, 1, hashes[0]), EventHash.Seal(EventHash.ChainStart, 2, hashes[0]));
    }

    [Fact]
    public void A_connection_is_paused_and_resumed_once_and_keeps_its_connector()
    {
        var id = new ConnectionId("crm");
        ConnectionState state = Evolve(null, new ConnectionCommand.Register(id, "salesforce"));
        Assert.Empty(Accepted(state, new ConnectionCommand.Resume()));
        state = Evolve(state, new ConnectionCommand.Pause("token expired"));
        Assert.Empty(Accepted(state, new ConnectionCommand.Pause("token expired")));
        Assert.Empty(Accepted(state, new ConnectionCommand.Register(id, "salesforce")));
        Assert.IsType<Decision<ConnectionEvent>.Refused>(
            Connection.Decide(state, new ConnectionCommand.Register(id, "hubspot"), Starts.WonAt));
        Assert.Null(Evolve(state, new ConnectionCommand.Resume()).PausedBecause);
    }

    [Fact]
    public void Settings_that_are_the_same_change_nothing()
    {
        WorkspaceState state = Configured();

        Decision<WorkspaceEvent> decision = Workspace.Decide(
            state,
            new WorkspaceCommand.Configure(Settings.TwoTiers with { Roles = [.. Settings.TwoTiers.Roles] }),
            Starts.WonAt);

        Assert.Empty(Assert.IsType<Decision<WorkspaceEvent>.Accepted>(decision).Events);
    }

    [Fact]
    [Trait("Requirement", "A1.4")]
    public void A_tier_rule_over_a_field_that_does_not_exist_is_refused()
    {
        WorkspaceSettings settings = Settings.TwoTiers with
        {
            Tiers =
            [
                Settings.TwoTiers.Tiers[0] with { When = new Condition.Compare("revenue", Comparison.Filled, null) },
                Settings.TwoTiers.Tiers[1],
            ],
        };

        Assert.Contains("'revenue' is no field of an account", Assert.Single(Workspace.Faults(settings)));
    }

    [Fact]
    public void Settings_of_a_workspace_are_read_back_as_they_were_written()
    {
        WorkspaceState state = Configured();
        string json = JsonSerializer.Serialize(state, ModelJson.Default.WorkspaceState);

        WorkspaceState read = Aggregates.Workspace.ReadState(json);
        Assert.Equal(json, JsonSerializer.Serialize(read, ModelJson.Default.WorkspaceState));
    }

    private static WorkspaceState Configured() => new()
    {
        Id = new WorkspaceId("vendor"),
        Settings = Settings.TwoTiers with { StartsFrom = DateOnly.FromDateTime(Starts.WonAt.Date) },
        CreatedAt = Starts.WonAt,
    };

    private static string Hash(
        string workspace, string key, int version, string type, string payload, Origin origin, int microseconds) =>
        EventHash.Of(
            new WorkspaceId(workspace), new StreamId("opportunity", key), version, type, payload, origin,
            Starts.WonAt.AddMicroseconds(microseconds));

    private static ConnectionState Evolve(ConnectionState? state, ConnectionCommand command) =>
        Accepted(state, command).Aggregate(state, Connection.Evolve)!;

    private static IEnumerable<ConnectionEvent> Accepted(ConnectionState? state, ConnectionCommand command) =>
        Assert.IsType<Decision<ConnectionEvent>.Accepted>(Connection.Decide(state, command, Starts.WonAt)).Events;
}
