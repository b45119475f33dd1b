using Grpc.Core;

using Onboarding.Hub.Tests.Model;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Resources;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>From the baseline over the pilot to the rollout, over the API.</summary>
public sealed class PilotServiceTests
{
    private const string Csm = "cora.csm@example.com";

    [Fact]
    [Trait("Requirement", "A17.4")]
    [Trait("Requirement", "A17.7")]
    [Trait("Requirement", "A17.11")]
    [Trait("Requirement", "A9.7")]
    public async Task A_pilot_is_compared_with_the_audit_decided_and_rolled_out()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        V1.Pilot pilot = await BeginAsync(host, calls);
        Assert.Equal((V1.PilotState.Running, 2, 6), (pilot.State, pilot.AuditReport, pilot.Accounts.Count));
        await OnboardAsync(host, calls, pilot);

        V1.PilotReport report = await calls.CallAsync<V1.PilotReport>(
            "GetPilotReport", new V1.GetPilotReportRequest { Name = pilot.Name });
        V1.PilotComparison value = report.Comparisons.Single(comparison => comparison.Key == "time_to_value");
        Assert.Equal((6, 300, 10.0), (value.CaseCount, value.BaselineCaseCount, value.Value));
        Assert.True(value.Interval.High < 0);
        V1.PilotCriterion entered = report.Criteria.Single(criterion => criterion.Key == "entered");
        Assert.Equal((V1.CriterionState.Met, "6 of 6 customers have an onboarding."), (entered.State, entered.Evidence));
        Assert.Equal(V1.CriterionState.Met, report.Criteria.Single(criterion => criterion.Key == "time_to_value").State);

        pilot = await calls.CallAsync<V1.Pilot>("ReportPilotIssue", new V1.ReportPilotIssueRequest
        {
            Name = pilot.Name,
            Kind = V1.PilotIssueKind.Blocking,
            Description = "Kickoff mails do not leave.",
            RequestId = "issue",
        });
        await calls.CallAsync<V1.Pilot>("RecordPilotLesson", new V1.RecordPilotLessonRequest
        {
            Name = pilot.Name,
            Lesson = "Six weeks are enough.",
            RequestId = "lesson",
        });
        host.Clock.Advance(TimeSpan.FromDays(2));
        await calls.CallAsync<V1.Pilot>("DecidePilot", new V1.DecidePilotRequest
        {
            Name = pilot.Name,
            Outcome = V1.PilotOutcome.Proceed,
            Reason = "Time-to-value is far below the baseline.",
            RequestId = "decide",
        });

        Failed refused = await calls.FailAsync("RollOutPilot", RollOut(pilot, "too-soon"));
        Assert.Equal((StatusCode.FailedPrecondition, "GATE_OPEN"), (refused.Code, refused.Reason));
        Assert.Null((await WorkspaceOfAsync(calls)).Rollout);
        pilot = await calls.CallAsync<V1.Pilot>("ResolvePilotIssue", new V1.ResolvePilotIssueRequest
        {
            Name = pilot.Name,
            Issue = "i1",
            Resolution = "The address was wrong.",
            RequestId = "resolve",
        });
        Assert.True(pilot.Issues.Single().Late);
        Assert.Empty(pilot.RolloutGates);
        pilot = await calls.CallAsync<V1.Pilot>("RollOutPilot", RollOut(pilot, "go"));
        Assert.Equal((V1.PilotState.RolledOut, "olivia@example.com"), (pilot.State, pilot.Rollout.Decider));
        V1.Workspace workspace = await WorkspaceOfAsync(calls);
        Assert.Equal((AcmeWorld.Playbook, 5), (workspace.Rollout.Playbook, workspace.Rollout.FromDate.Month));
    }

    [Fact]
    [Trait("Requirement", "A17.1")]
    [Trait("Requirement", "A17.2")]
    [Trait("Requirement", "A17.9")]
    [Trait("Requirement", "A2.15")]
    public async Task What_is_missing_is_told_before_anything_begins()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        var request = (V1.CreatePilotRequest)AcmeWorld.Requests["CreatePilot"];
        Failed failed = await calls.FailAsync("CreatePilot", request);
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), (failed.Code, failed.Reason));
        Assert.Contains("BadRequest", failed.Details);

        V1.Audit fresh = await calls.CallAsync<V1.Audit>("CreateAudit", AcmeWorld.Requests["CreateAudit"]);
        request = request.Clone();
        request.Pilot.Audit = fresh.Name;
        request.RequestId = "another";
        Assert.Equal("STATE_CONFLICT", (await calls.FailAsync("CreatePilot", request)).Reason);
        request.Pilot.Audit = AcmeWorld.Audit;
        request.Pilot.Scope = " ";
        failed = await calls.FailAsync("CreatePilot", request);
        Assert.Equal(("INVALID_FIELD", "pilot.scope"), (failed.Reason, failed.Facts["field"]));
    }

    [Fact]
    public async Task Only_an_operator_rolls_out_and_only_a_playbook_that_is_there()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        V1.RollOutPilotRequest request = RollOut(new V1.Pilot { Name = AcmeWorld.Pilot }, "go");
        request.Playbook = $"{AcmeWorld.Workspace}/playbooks/unknown";
        Assert.Equal("NOT_FOUND", (await calls.FailAsync("RollOutPilot", request)).Reason);
        Assert.Equal(
            "ROLE_REQUIRED",
            (await host.Calls(ApiHost.MemberToken).FailAsync("RollOutPilot", RollOut(new V1.Pilot { Name = AcmeWorld.Pilot }, "go"))).Reason);
    }

    private static async Task<V1.Pilot> BeginAsync(ApiHost host, RawCalls calls)
    {
        await AuditServiceTests.ImportAsync(
            calls, new V1.Audit { Name = AcmeWorld.Audit }, V1.AuditRowKind.Deals, "deals", AuditServiceTests.Deals(0, 300));
        await AuditServiceTests.ReportAsync(calls, "baseline");
        var request = new V1.CreatePilotRequest
        {
            Parent = AcmeWorld.Workspace,
            Pilot = new V1.Pilot
            {
                DisplayName = "Spring",
                Scope = "New customers of the core product.",
                Csms = { new V1.PilotCsm { Email = Csm, TrainingDate = new V1.Date { Year = 2026, Month = 2, Day = 27 } } },
                MonitorUntilDate = new V1.Date { Year = 2026, Month = 3, Day = 30 },
                Audit = AcmeWorld.Audit,
            },
            RequestId = "begin",
        };
        for (int number = 0; number < 6; number++)
        {
            request.Pilot.Accounts.Add($"{AcmeWorld.Workspace}/accounts/{await AccountAsync(host, number)}");
        }

        return await calls.CallAsync<V1.Pilot>("CreatePilot", request);
    }

    /// <summary>Each customer is started, and reaches its first value on the tenth day.</summary>
    private static async Task OnboardAsync(ApiHost host, RawCalls calls, V1.Pilot pilot)
    {
        var onboardings = new List<V1.Onboarding>();
        foreach (string account in pilot.Accounts)
        {
            onboardings.Add(await calls.CallAsync<V1.Onboarding>("CreateOnboarding", new V1.CreateOnboardingRequest
            {
                Parent = AcmeWorld.Workspace,
                Account = account,
                CsOwner = Csm,
                RequestId = $"start-{account[^12..]}",
            }));
        }

        host.Clock.Advance(TimeSpan.FromDays(28));
        FieldMap facts = FieldMap.Of(("first_value_on", new FieldValue.Date(new DateOnly(2026, 3, 12))));
        foreach (string key in onboardings.Select(onboarding => onboarding.Name.Split('/')[^1]))
        {
            await host.Dispatcher.RunAsync(
                new WorkspaceId("acme"), [Aggregates.Onboarding.Stream(key)],
                batch => batch.Apply(Aggregates.Onboarding, key, new OnboardingCommand.ObserveFacts(facts), Origin.Time),
                CancellationToken.None);
        }
    }

    /// <summary>An account, of another tier each time.</summary>
    private static async Task<Guid> AccountAsync(ApiHost host, int number)
    {
        Guid id = IdSource.From("pilot", $"{number}");
        string key = id.ToString("D");
        int[] revenues = [90_000, 20_000, 1_000];
        await host.Dispatcher.RunAsync(
            new WorkspaceId("acme"), [Aggregates.Account.Stream(key)], batch =>
            {
                batch.Apply(Aggregates.Account, key, new ResourceCommand.Create(
                    ResourceKind.Account, key, "connection:crm",
                    [
                        Change("name", FieldValue.OfText($"Customer {number}"), batch.Now),
                        Change("annual_recurring_revenue", new FieldValue.Number(revenues[number % 3]), batch.Now),
                    ]), Origin.Time);
                batch.Apply(Aggregates.Account, key, new ResourceCommand.Classify(ShippedFiles.Workspace), Origin.Time);
                return true;
            },
            CancellationToken.None);
        return id;
    }

    private static FieldChange Change(string name, FieldValue value, DateTimeOffset at) =>
        new() { Field = name, Value = value, Rank = 1, ChangedAt = at };

    private static V1.RollOutPilotRequest RollOut(V1.Pilot pilot, string requestId) => new()
    {
        Name = pilot.Name,
        Playbook = AcmeWorld.Playbook,
        FromDate = new V1.Date { Year = 2026, Month = 5, Day = 1 },
        Reason = "The pilot went well.",
        RequestId = requestId,
    };

    private static Task<V1.Workspace> WorkspaceOfAsync(RawCalls calls) =>
        calls.CallAsync<V1.Workspace>("GetWorkspace", new V1.GetWorkspaceRequest { Name = AcmeWorld.Workspace });

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
