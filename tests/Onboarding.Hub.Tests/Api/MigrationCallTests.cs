using Onboarding.Hub.Tests.Model;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>An onboarding is moved to another revision, and its dates explained, over the API.</summary>
public sealed class MigrationCallTests
{
    private const string Revision = $"{AcmeWorld.Workspace}/playbooks/ninety-day-onboarding/revisions/2";

    [Fact]
    [Trait("Requirement", "A3.14")]
    public async Task What_was_looked_at_is_what_is_done()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.Onboarding before = await GetAsync(calls);
        V1.PreviewMigrationResponse shown = await PreviewAsync(calls);

        Assert.Equal(
            [
                (V1.PlanPart.Stage, "welcome", V1.MigrationAct.Changed, "SLA: 5 calendar days -> 8 calendar days"),
                (V1.PlanPart.Task, "access_requested", V1.MigrationAct.Changed,
                    "due: 1 business day after closed_won -> 2 days after kickoff"),
            ],
            shown.Changes.Select(change => (change.Part, change.Key, change.Act, Assert.Single(change.Differences))));
        Assert.Empty(shown.Conflicts);
        Assert.Equal(before, await GetAsync(calls));

        V1.Onboarding after = await MigrateAsync(calls, shown.Onboarding.Etag, "go");
        Assert.Equal(Revision, after.PlaybookRevision);
        Assert.NotEqual(shown.Onboarding.Etag, after.Etag);
        Assert.Equal(shown.Onboarding, new V1.Onboarding(after) { Etag = shown.Onboarding.Etag });
        Assert.Equal(after, await MigrateAsync(calls, shown.Onboarding.Etag, "go"));
    }

    [Fact]
    public async Task A_preview_that_the_onboarding_has_overtaken_is_not_carried_out()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.PreviewMigrationResponse shown = await PreviewAsync(calls);
        await calls.CallAsync<V1.Onboarding>("MoveKickoff", AcmeWorld.Requests["MoveKickoff"]);
        Failed failed = await calls.FailAsync("MigrateOnboarding", new V1.MigrateOnboardingRequest
        {
            Name = AcmeWorld.Onboarding,
            PlaybookRevision = Revision,
            Etag = shown.Onboarding.Etag,
            RequestId = "late",
        });
        Assert.Equal("ETAG_MISMATCH", failed.Reason);
    }

    [Fact]
    public async Task Only_a_revision_of_its_own_playbook_that_exists_is_taken()
    {
        await using ApiHost host = await WorldAsync();
        foreach ((string revision, string reason) in new[]
        {
            ($"{AcmeWorld.Workspace}/playbooks/another/revisions/1", "INVALID_FIELD"),
            ($"{AcmeWorld.Workspace}/playbooks/ninety-day-onboarding/revisions/7", "NOT_FOUND"),
            ("workspaces/globex/playbooks/ninety-day-onboarding/revisions/1", "NAME_INVALID"),
            ("ninety-day-onboarding", "NAME_INVALID"),
        })
        {
            Failed shown = await host.Calls().FailAsync(
                "PreviewMigration",
                new V1.PreviewMigrationRequest { Name = AcmeWorld.Onboarding, PlaybookRevision = revision });
            Failed done = await host.Calls().FailAsync("MigrateOnboarding", new V1.MigrateOnboardingRequest
            {
                Name = AcmeWorld.Onboarding,
                PlaybookRevision = revision,
                RequestId = "no",
            });
            Assert.Equal((revision, reason, reason), (revision, shown.Reason, done.Reason));
        }
    }

    [Fact]
    public async Task An_onboarding_that_has_ended_is_not_moved()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        await calls.CallAsync<V1.Onboarding>("CancelOnboarding", AcmeWorld.Requests["CancelOnboarding"]);
        Failed failed = await calls.FailAsync("PreviewMigration", new V1.PreviewMigrationRequest
        {
            Name = AcmeWorld.Onboarding,
            PlaybookRevision = Revision,
        });
        Assert.Equal("STATE_CONFLICT", failed.Reason);
    }

    [Fact]
    [Trait("Requirement", "A8.1")]
    public async Task A_date_tells_its_rule_and_every_move_with_who_made_it()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        await MigrateAsync(calls, "", "go");
        await calls.CallAsync<V1.Onboarding>("MoveKickoff", AcmeWorld.Requests["MoveKickoff"]);
        V1.ExplainDateResponse answer = await calls.CallAsync<V1.ExplainDateResponse>(
            "ExplainDate", new V1.ExplainDateRequest { Name = AcmeWorld.Onboarding, Task = "access_requested" });

        Assert.Equal(("2 days after kickoff", "kickoff"), (answer.Rule, answer.Anchor));
        Assert.Equal((Day(22), Day(20)), (answer.Date, answer.AnchorDate));
        Assert.NotEmpty(answer.Calendar.WorkingDays);
        Assert.Equal(
            [(null, Day(3)), (Day(3), Day(11)), (Day(11), Day(22))],
            answer.Moves.Select(move => ((V1.Date?)move.BeforeDate, move.AfterDate)));
        Assert.Equal(
            ["the onboarding was started", "the onboarding was moved to revision 2", "the kickoff was moved to 2026-03-20"],
            answer.Moves.Select(move => move.Explanation.Split(';')[0]));
        Assert.Equal(
            [("olivia@example.com", "call:used"), ("mia@example.com", "call:go"), ("mia@example.com", "call:fresh")],
            answer.Moves.Select(move => (move.Actor, move.Cause)));
        Assert.All(answer.Moves, move => Assert.Equal("redated", move.Type));
    }

    [Fact]
    public async Task A_stage_that_the_revision_gives_more_time_says_so()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        await MigrateAsync(calls, "", "go");
        V1.ExplainDateResponse answer = await calls.CallAsync<V1.ExplainDateResponse>(
            "ExplainDate", new V1.ExplainDateRequest { Name = AcmeWorld.Onboarding, Stage = "welcome" });

        Assert.Equal(["stage_entered", "onboarding_migrated"], answer.Moves.Select(move => move.Type));
        Assert.Equal(("8 days after stage welcome", Day(10)), (answer.Rule, answer.Date));
    }

    [Fact]
    public async Task Exactly_one_thing_of_the_onboarding_is_explained()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        foreach ((V1.ExplainDateRequest request, string reason) in new[]
        {
            (new V1.ExplainDateRequest(), "INVALID_FIELD"),
            (new V1.ExplainDateRequest { Task = "access_requested", Stage = "welcome" }, "INVALID_FIELD"),
            (new V1.ExplainDateRequest { Task = "nonsense" }, "NOT_FOUND"),
        })
        {
            request.Name = AcmeWorld.Onboarding;
            Assert.Equal(reason, (await calls.FailAsync("ExplainDate", request)).Reason);
        }
    }

    private static async Task<V1.Onboarding> GetAsync(RawCalls calls) =>
        await calls.CallAsync<V1.Onboarding>("GetOnboarding", AcmeWorld.Requests["GetOnboarding"]);

    private static async Task<V1.PreviewMigrationResponse> PreviewAsync(RawCalls calls) =>
        await calls.CallAsync<V1.PreviewMigrationResponse>(
            "PreviewMigration",
            new V1.PreviewMigrationRequest { Name = AcmeWorld.Onboarding, PlaybookRevision = Revision });

    private static async Task<V1.Onboarding> MigrateAsync(RawCalls calls, string etag, string requestId) =>
        await calls.CallAsync<V1.Onboarding>("MigrateOnboarding", new V1.MigrateOnboardingRequest
        {
            Name = AcmeWorld.Onboarding,
            PlaybookRevision = Revision,
            Etag = etag,
            RequestId = requestId,
        });

    private static V1.Date Day(int day) => new() { Year = 2026, Month = 3, Day = day };

    /// <summary>The world with a second revision: more time for the first stage, and a task that is due later.</summary>
    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        await host.Calls().CallAsync<V1.PlaybookRevision>("PublishPlaybookRevision", new V1.PublishPlaybookRevisionRequest
        {
            Parent = AcmeWorld.Workspace,
            Source = ShippedFiles.PlaybookText
                .Replace("{owner: cs_ops, sla: 5 days}", "{owner: cs_ops, sla: 8 days}", StringComparison.Ordinal)
                .Replace(
                    "access_requested: {owner: cs_ops, due: 1 business day after closed_won}",
                    "access_requested: {owner: cs_ops, due: 2 days after kickoff}", StringComparison.Ordinal),
            RequestId = "second",
        });
        return host;
    }
}
