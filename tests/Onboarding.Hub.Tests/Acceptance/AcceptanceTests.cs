using Grpc.Core;

using Onboarding.Cli.Demo.Checking;
using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;

using Xunit;

namespace Onboarding.Hub.Tests.Acceptance;

/// <summary>The checks by which a customer of the hub takes it over (requirement A20), end to end.</summary>
public sealed class AcceptanceTests(AcceptanceScene scene) : IClassFixture<AcceptanceScene>
{
    [Fact]
    [Trait("Requirement", "A20.1")]
    public async Task A_deal_that_is_won_in_the_CRM_starts_the_playbook()
    {
        IReadOnlyDictionary<string, V1.Onboarding> onboardings = await scene.OnboardingsAsync();
        V1.Handoff[] complete =
        [
            .. (await scene.Hub.HandoffsAsync(CancellationToken.None)).Where(handoff => handoff.CompleteTime is not null),
        ];

        Assert.NotEmpty(complete);
        Assert.Equal(
            complete.Select(handoff => handoff.Name).Order(StringComparer.Ordinal),
            onboardings.Values.Select(onboarding => onboarding.Handoff).Order(StringComparer.Ordinal));
        Assert.All(onboardings.Values, onboarding => Assert.StartsWith(
            $"{HubClient.Workspace}/playbooks/ninety-day-onboarding/revisions/", onboarding.PlaybookRevision, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A20.2")]
    public async Task Each_customer_gets_the_variant_of_its_segment()
    {
        IReadOnlyDictionary<string, V1.Onboarding> onboardings = await scene.OnboardingsAsync();

        Assert.Equal(3, onboardings.Values.Select(onboarding => onboarding.Tier).Distinct(StringComparer.Ordinal).Count());
        Assert.All(onboardings.Values, onboarding =>
            Assert.Equal(scene.Stage.Scenario.Find(onboarding.DisplayName)!.Tier, onboarding.Tier));
    }

    [Fact]
    [Trait("Requirement", "A20.3")]
    public async Task Tasks_run_in_order_and_none_is_done_before_what_it_waits_for()
    {
        IReadOnlyDictionary<string, V1.Onboarding> onboardings = await scene.OnboardingsAsync();
        V1.Onboarding active = onboardings.Values.First(onboarding => onboarding.State == V1.OnboardingState.Active
            && onboarding.Tasks.Any(task => task.State == V1.TaskState.Locked));
        V1.Task locked = active.Tasks.First(task => task.State == V1.TaskState.Locked);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await scene.Hub.Onboardings.CompleteTaskAsync(
            new V1.CompleteTaskRequest { Name = active.Name, Task = locked.Key, RequestId = "not-yet" }));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.All(onboardings.Values, onboarding => Assert.All(
            onboarding.Tasks.Where(task => task.State is V1.TaskState.Open or V1.TaskState.Completed),
            task => Assert.All(
                onboarding.Tasks.Where(other => task.DependsOn.Contains(other.Key)),
                needed => Assert.True(
                    needed.State is V1.TaskState.Completed or V1.TaskState.Skipped, $"{task.Key} before {needed.Key}"))));
    }

    [Fact]
    [Trait("Requirement", "A9.16")]
    [Trait("Requirement", "A19.3")]
    [Trait("Requirement", "A20.4")]
    public async Task Milestones_reach_the_CS_platform_and_all_three_sides_agree()
    {
        ThreeSides sides = await ThreeSides.CompareAsync(scene.Stage, CancellationToken.None);

        Assert.Contains(sides.Hub.Onboardings, onboarding =>
            onboarding.Milestones.Any(milestone => milestone.AchieveDate is not null));
        Assert.Equal("", string.Join('\n', [.. sides.Findings.Lost, .. sides.Findings.Duplicated]));
    }

    [Fact]
    [Trait("Requirement", "A20.5")]
    [Trait("Requirement", "A9.8")]
    public async Task Everybody_is_welcomed_by_name_and_the_customer_is_told_of_milestones()
    {
        IReadOnlyDictionary<string, V1.Onboarding> onboardings = await scene.OnboardingsAsync();
        var told = new List<V1.Message>();
        foreach (V1.Onboarding onboarding in onboardings.Values)
        {
            V1.ListMessagesResponse messages = await new V1.MessageService.MessageServiceClient(scene.Channel).ListMessagesAsync(
                new V1.ListMessagesRequest { Parent = HubClient.Workspace, Onboarding = onboarding.Name, PageSize = 500 });
            Assert.Equal("", messages.NextPageToken);
            Assert.Contains(messages.Messages, message => message.MessageKey.StartsWith("welcome", StringComparison.Ordinal)
                && message.Subject.Contains(onboarding.DisplayName, StringComparison.Ordinal));
            told.AddRange(messages.Messages);
        }

        Assert.All(told, message => Assert.DoesNotContain("{{", message.Subject + message.Text, StringComparison.Ordinal));
        Assert.All(
            told.Where(message => message.State == V1.MessageState.Intended), message => Assert.Contains('@', message.Recipient));
        Assert.Contains(told, message => message.Cause.StartsWith("milestone:", StringComparison.Ordinal)
            && message.Role.StartsWith("customer", StringComparison.Ordinal));
        Assert.Equal(told.Count, told.Select(message => (message.Onboarding, message.Number)).Distinct().Count());
    }

    [Fact]
    [Trait("Requirement", "A20.6")]
    public async Task Who_stands_still_or_breaks_an_SLA_is_told_of_with_the_reason()
    {
        IReadOnlyDictionary<string, V1.Onboarding> onboardings = await scene.OnboardingsAsync();
        V1.Escalation[] raised = [.. onboardings.Values.SelectMany(onboarding => onboarding.Escalations)];

        Assert.Contains(raised, escalation => escalation.Cause.StartsWith("stalled:", StringComparison.Ordinal));
        Assert.Contains(raised, escalation => escalation.Cause.StartsWith("sla:", StringComparison.Ordinal));
        Assert.All(raised, escalation => Assert.NotEqual("", escalation.Owner));
        Assert.Equal(
            scene.Journal.Count(happened => happened.Type == "sla_breached"),
            onboardings.Values.Sum(onboarding => onboarding.Stages.Count(stage => stage.SlaBreached)));
    }

    [Fact]
    [Trait("Requirement", "A20.7")]
    public void Nobody_is_assigned_in_the_CRM_or_the_hub_before_the_handoff_is_complete()
    {
        Assert.Contains(scene.Refused, happened => happened.Text.Contains("the CRM refused", StringComparison.Ordinal));
        Assert.DoesNotContain(scene.Refused, happened => happened.Text.Contains("let it pass", StringComparison.Ordinal));
        Assert.NotEmpty(scene.TooEarly);
        Assert.All(scene.TooEarly, tried =>
        {
            Assert.Equal(StatusCode.FailedPrecondition, tried.Answer.StatusCode);
            Assert.All(tried.Handoff.MissingFields, field => Assert.Contains(field, tried.Answer.Detail, StringComparison.Ordinal));
        });
    }

    [Fact]
    [Trait("Requirement", "A6.8")]
    public async Task Each_step_of_a_handoff_is_logged()
    {
        foreach (V1.Handoff handoff in (await scene.Hub.HandoffsAsync(CancellationToken.None))
            .Where(handoff => handoff.CompleteTime is not null))
        {
            V1.JournalEvent[] steps = [.. scene.Journal.Where(happened => happened.Resource == handoff.Name)];
            Assert.Equal("handoff_requested", steps[0].Type);
            Assert.Single(steps, happened => happened.Type == "handoff_completed");
            Assert.Contains(steps, happened => happened.Type == "cs_owner_assigned");
            Assert.All(steps, happened => Assert.NotEqual("", happened.Cause));
        }
    }

    [Fact]
    [Trait("Requirement", "A20.8")]
    public async Task One_customer_is_shown_with_stage_owner_dates_and_what_is_next()
    {
        V1.Onboarding active = (await scene.OnboardingsAsync()).Values
            .First(onboarding => onboarding.State == V1.OnboardingState.Active);
        V1.ListNextActionsResponse next = await scene.Hub.Onboardings.ListNextActionsAsync(
            new V1.ListNextActionsRequest { Name = active.Name });

        Assert.Contains(active.Stages, stage => stage.Key == active.CurrentStage);
        Assert.NotEqual("", active.Owner);
        Assert.All(active.Tasks.Where(task => task.State == V1.TaskState.Open), task => Assert.NotNull(task.DueDate));
        Assert.NotEmpty(next.Actions);
        Assert.All(next.Actions, action => Assert.NotEqual("", action.Explanation));
    }

    [Fact]
    [Trait("Requirement", "A20.9")]
    public async Task The_portfolio_shows_everybody_in_onboarding()
    {
        IReadOnlyList<V1.Onboarding> active = await scene.Hub.OnboardingsAsync(V1.OnboardingState.Active, CancellationToken.None);
        V1.ListPortfolioActionsResponse work = await scene.Hub.Onboardings.ListPortfolioActionsAsync(
            new V1.ListPortfolioActionsRequest { Parent = HubClient.Workspace, PageSize = 100 });

        string[] started = [.. (await scene.OnboardingsAsync()).Values
            .Where(onboarding => onboarding.EndTime is null).Select(onboarding => onboarding.Name)];
        Assert.NotEmpty(started);
        Assert.Equal(started.Order(StringComparer.Ordinal), active.Select(onboarding => onboarding.Name).Order(StringComparer.Ordinal));
        Assert.All(started, name => Assert.Contains(work.Actions, action => action.Resource == name));
    }

    [Fact]
    [Trait("Requirement", "A20.10")]
    [Trait("Requirement", "A15.3")]
    public async Task Leaders_see_time_to_value_completion_and_days_in_each_stage()
    {
        V1.PortfolioReport report = await new V1.ReviewService.ReviewServiceClient(scene.Channel).GetPortfolioReportAsync(
            new V1.GetPortfolioReportRequest { Parent = HubClient.Workspace });

        V1.PortfolioFigure Figure(string key, string dimension = "all", string group = "") => Assert.Single(
            report.Figures, figure => (figure.Key, figure.Dimension, figure.Group) == (key, dimension, group));
        IReadOnlyDictionary<string, V1.Onboarding> onboardings = await scene.OnboardingsAsync();
        Assert.Equal(onboardings.Count, Figure("onboardings").Value);
        Assert.Equal(
            onboardings.Values.Count(onboarding => onboarding.HasTimeToValueDays), Figure("time_to_value").CaseCount);
        Assert.True(Figure("time_to_value").HasValue);
        Assert.NotNull(Figure("completed_in_time"));
        Assert.True(Figure("stage_days", "stage", "welcome").HasValue);
    }

    [Fact]
    [Trait("Requirement", "A20.11")]
    public async Task The_look_back_at_a_month_is_made_on_schedule_and_has_an_owner()
    {
        V1.ListReviewsResponse reviews = await new V1.ReviewService.ReviewServiceClient(scene.Channel).ListReviewsAsync(
            new V1.ListReviewsRequest { Parent = HubClient.Workspace });

        V1.Review march = Assert.Single(reviews.Reviews, review => review.Name.EndsWith("/month-2026-03", StringComparison.Ordinal));
        Assert.Equal(DemoDays.At(DemoDays.NumberOf(new DateOnly(2026, 4, 1)), TimeSpan.Zero).Date, march.MakeTime.ToDateTime().Date);
        Assert.NotEmpty(march.Findings);
        Assert.All(march.Findings, finding => Assert.NotEqual("", finding.Owner));
    }

    [Fact]
    [Trait("Requirement", "A20.12")]
    [Trait("Requirement", "A4.13")]
    public async Task Tiers_really_differ_in_their_work()
    {
        var tasks = (await scene.OnboardingsAsync()).Values
            .GroupBy(onboarding => onboarding.Tier, StringComparer.Ordinal)
            .ToDictionary(
                tier => tier.Key,
                tier => tier.First().Tasks.Select(task => task.Key).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);

        Assert.Equal(3, tasks.Count);
        Assert.All(tasks, one => Assert.All(
            tasks.Where(other => other.Key != one.Key), other => Assert.False(one.Value.SetEquals(other.Value))));
    }
}
