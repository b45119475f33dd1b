using Google.Protobuf.WellKnownTypes;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Following;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Sync.Journal;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Why an onboarding does not move, and who changed what, over the API.</summary>
public sealed class ExplainCallTests
{
    private static readonly WorkspaceId s_acme = new("acme");

    [Fact]
    [Trait("Requirement", "A19.2")]
    public async Task What_blocks_an_onboarding_is_told_down_to_its_causes()
    {
        await using ApiHost host = await WorldAsync();
        V1.ExplainBlockedResponse why = await host.Calls(ApiHost.MemberToken).CallAsync<V1.ExplainBlockedResponse>(
            "ExplainBlocked", AcmeWorld.Requests["ExplainBlocked"]);

        Assert.Equal(
            [(V1.PieceKind.Stage, "welcome"), (V1.PieceKind.GoLive, "")],
            why.Gates.Select(gate => (gate.Gate.Kind, gate.Gate.Key)));
        Dictionary<V1.PieceRef, V1.WaitingPiece> known = why.Pieces.ToDictionary(piece => piece.Piece);
        Assert.All(why.Gates, gate =>
        {
            Assert.NotEmpty(gate.WaitsFor);
            Assert.All(gate.RootCauses, root => Assert.True(known[root].RootCause));
        });
        Assert.Contains("In the end it waits for", why.Explanation, StringComparison.Ordinal);
        Assert.NotEmpty(why.Health);
    }

    [Fact]
    [Trait("Requirement", "A19.1")]
    [Trait("Requirement", "A19.2")]
    public async Task A_change_is_traced_over_the_resources_back_to_the_call_that_started_it()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        await FollowAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await calls.CallAsync<V1.Opportunity>("UpdateOpportunity", new V1.UpdateOpportunityRequest
        {
            Opportunity = new V1.Opportunity
            {
                Name = AcmeWorld.Opportunity,
                Fields =
                {
                    ["goals"] = new V1.FieldValue { TextValue = "Go live" },
                    ["stakeholders"] = new V1.FieldValue { TextListValue = new V1.TextList { Texts = { "Sponsor: Ann <ann@customer.example>" } } },
                },
            },
            UpdateMask = new FieldMask { Paths = { "fields.goals", "fields.stakeholders" } },
            RequestId = "filled",
        });
        await FollowAsync(host);
        V1.Onboarding started = (await calls.CallAsync<V1.ListOnboardingsResponse>(
            "ListOnboardings", new V1.ListOnboardingsRequest { Parent = AcmeWorld.Workspace }))
            .Onboardings.Single(onboarding => onboarding.Opportunity == AcmeWorld.Opportunity);

        V1.ExplainedChange change = Assert.Single((await ExplainAsync(calls, started.Name, "owner")).Changes);
        Assert.Equal(("", $"\"{started.Owner}\""), (change.Before, change.After));
        Assert.Equal(("mia@example.com", V1.ChangeOrigin.Call), (change.Actor, change.Origin));
        Assert.Equal(
            ["onboarding_started", "handoff_completed", "cs_owner_assigned", "handoff_fields_taken", "resource_revised"],
            change.Causes.Select(cause => cause.Type));
        Assert.Equal(AcmeWorld.Opportunity, change.Causes[^1].Resource);
        Assert.Equal("mia@example.com made the call filled", change.Causes[^1].Explanation);
        Assert.All(
            change.Causes.Zip(change.Causes.Skip(1)), pair => Assert.True(pair.First.Position > pair.Second.Position));
        Assert.EndsWith("4 events before: mia@example.com made the call filled.", change.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A19.1")]
    public async Task A_piece_tells_its_changes_newest_first_with_values_and_who_page_by_page()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        string task = (await calls.CallAsync<V1.Onboarding>("GetOnboarding", AcmeWorld.Requests["GetOnboarding"]))
            .Tasks.First(known => known.State is V1.TaskState.Open or V1.TaskState.Locked).Key;
        foreach (string owner in new[] { "ann@example.com", "bob@example.com" })
        {
            await calls.CallAsync<V1.Onboarding>("AssignTask", new V1.AssignTaskRequest
            {
                Name = AcmeWorld.Onboarding,
                Task = task,
                Owner = owner,
                RequestId = owner,
            });
        }

        V1.ExplainChangeResponse all = await ExplainAsync(calls, AcmeWorld.Onboarding, $"tasks.{task}.owner");
        Assert.Equal(["\"bob@example.com\"", "\"ann@example.com\""], all.Changes.Take(2).Select(change => change.After));
        Assert.Equal(
            ["mia@example.com", "mia@example.com", "olivia@example.com"], all.Changes.Select(change => change.Actor));
        Assert.Equal("onboarding_started", all.Changes[2].Causes[0].Type);
        Assert.Equal(all.Changes[1].After, all.Changes[0].Before);

        var paged = new List<V1.ExplainedChange>();
        var request = new V1.ExplainChangeRequest { Name = AcmeWorld.Onboarding, Path = $"tasks.{task}.owner", PageSize = 1 };
        do
        {
            V1.ExplainChangeResponse page = await calls.CallAsync<V1.ExplainChangeResponse>("ExplainChange", request);
            paged.AddRange(page.Changes);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(all.Changes, paged);
    }

    [Fact]
    public async Task What_follows_by_rule_names_what_it_was_decided_together_with()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.ExplainedChange dated = Assert.Single(
            (await ExplainAsync(calls, AcmeWorld.Onboarding, "tasks.access_requested.due_date")).Changes);

        Assert.Equal(["redated", "onboarding_started"], dated.Causes.Select(cause => cause.Type));
        Assert.Equal("it followed by rule from onboarding started, in the same decision", dated.Causes[0].Explanation);
    }

    [Fact]
    public async Task What_a_connection_reads_and_what_time_brings_say_so()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.ExplainChangeResponse made = await ExplainAsync(calls, AcmeWorld.Account, "fields.name");
        Assert.Equal(V1.ChangeOrigin.Time, Assert.Single(made.Changes).Origin);

        string key = AcmeWorld.OnboardingId.ToString();
        await host.Dispatcher.RunAsync(
            s_acme, [Aggregates.Onboarding.Stream(key)],
            batch => batch.Apply(
                Aggregates.Onboarding, key, new OnboardingCommand.MoveKickoff(new DateOnly(2026, 4, 1)),
                new Origin("connection:crm", "record:crm/Task/00T1")),
            CancellationToken.None);
        V1.ExplainedChange read = (await ExplainAsync(calls, AcmeWorld.Onboarding, "kickoff_date")).Changes[0];
        Assert.Equal((V1.ChangeOrigin.Record, "connection:crm"), (read.Origin, read.Actor));
        Assert.EndsWith("connection crm read record 00T1 of Task.", read.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_resource_can_be_asked_about_and_only_what_it_has()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        foreach ((string name, string path) in new[]
        {
            (AcmeWorld.Workspace, "display_name"), (AcmeWorld.Workspace, "tiers.high_touch"),
            (AcmeWorld.Workspace, "roles"), (AcmeWorld.Account, "fields"), (AcmeWorld.Opportunity, "fields.name"),
            (AcmeWorld.Contact, "fields.last_name"), (AcmeWorld.Handoff, "missing_fields"),
            (AcmeWorld.Playbook, "name"), (AcmeWorld.Connection, "connector"),
            (AcmeWorld.Onboarding, "role_holders.cs_ops"), (AcmeWorld.Onboarding, "stages.welcome.owner"),
        })
        {
            V1.ExplainChangeResponse answer = await ExplainAsync(calls, name, path);
            Assert.Equal((path, 1), (path, answer.Changes.Count));
            Assert.NotEmpty(answer.Changes[0].After);
            Assert.NotEmpty(answer.Changes[0].Causes);
        }

        Assert.Empty((await ExplainAsync(calls, AcmeWorld.Onboarding, "tasks.unheard_of")).Changes);
        Assert.Empty((await ExplainAsync(calls, AcmeWorld.Account, "fields.industry")).Changes);
        foreach (string wrong in new[] { "nonsense", "name.deeper", "tasks.t.nonsense", "fields.name.text_value", "roles.csm", "." })
        {
            Failed failed = await calls.FailAsync(
                "ExplainChange", new V1.ExplainChangeRequest { Name = AcmeWorld.Onboarding, Path = wrong });
            Assert.Equal((wrong, "INVALID_FIELD"), (wrong, failed.Reason));
        }
    }

    private static Task<V1.ExplainChangeResponse> ExplainAsync(RawCalls calls, string name, string path) =>
        calls.CallAsync<V1.ExplainChangeResponse>("ExplainChange", new V1.ExplainChangeRequest { Name = name, Path = path });

    private static Task FollowAsync(ApiHost host) => new ReactionFollower(
        host.Services.GetRequiredService<IJournalStore>(), host.Dispatcher, NullLogger<ReactionFollower>.Instance)
        .CatchUpAsync(s_acme, CancellationToken.None);

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
