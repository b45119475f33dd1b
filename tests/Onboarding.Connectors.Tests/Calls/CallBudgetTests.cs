using System.Net;

using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Model.Ids;
using Onboarding.Sync.Calls;

using Xunit;

namespace Onboarding.Connectors.Tests.Calls;

public sealed class CallBudgetTests : IDisposable
{
    private static readonly CallLimit s_minute = new(CallLimit.DefaultFamily, 100, TimeSpan.FromMinutes(1));
    private static readonly CallLimit s_day = new(CallLimit.DefaultFamily, 1000, TimeSpan.FromDays(1));

    private readonly JumpingClock _clock = new();
    private readonly CallLedger _ledger = new();
    private readonly List<CallBudget> _budgets = [];

    public void Dispose() => _budgets.ForEach(budget => budget.Dispose());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task In_no_window_are_more_calls_sent_than_the_share_however_they_come(int seed)
    {
        // Bursts with pauses between them, from two processes: calls that were counted early are sent late.
        var random = new Random(seed);
        var limit = new CallLimit(CallLimit.DefaultFamily, 400, TimeSpan.FromMinutes(1));
        var settings = new CallSettings { Share = 0.5, UrgentReserve = 0.1 };
        CallBudget[] processes = [Budget([limit], settings), Budget([limit], settings)];
        var sent = new List<DateTimeOffset>();
        while (sent.Count < 3000)
        {
            CallBudget process = processes[random.Next(2)];
            CallPriority priority = random.Next(3) == 0 ? CallPriority.Normal : CallPriority.Urgent;
            for (int left = random.Next(1, 60); left > 0; left--)
            {
                await process.SpendAsync(CallLimit.DefaultFamily, priority, CancellationToken.None);
                sent.Add(_clock.GetUtcNow());
            }

            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(20_000) : random.Next(1_000)));
        }

        int most = sent.Select((start, i) => sent.Skip(i).TakeWhile(at => at - start < limit.Window).Count()).Max();
        Assert.InRange(most, 180, 200);
    }

    [Fact]
    public async Task A_restart_does_not_forget_what_was_spent()
    {
        await SpendAsync(Budget([s_minute]), 45);

        await SpendAsync(Budget([s_minute]), 1);

        Assert.NotEmpty(_clock.Waits);
    }

    [Fact]
    public async Task A_busy_run_does_not_pay_a_statement_for_each_call()
    {
        await SpendAsync(Budget([new CallLimit(CallLimit.DefaultFamily, 10_000, TimeSpan.FromMinutes(1))]), 1000);

        Assert.InRange(_ledger.Statements, 1, 100);
    }

    [Fact]
    public async Task A_quiet_connection_counts_what_it_sends_and_no_more()
    {
        CallBudget budget = Budget([s_day]);
        for (int i = 0; i < 20; i++)
        {
            await SpendAsync(budget, 1);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(20, _ledger.CallsOf("crm"));
    }

    [Fact]
    public async Task Urgent_calls_go_on_when_normal_ones_have_spent_theirs()
    {
        CallBudget budget = Budget([s_day]);
        await SpendAsync(budget, 450);
        await Assert.ThrowsAsync<ConnectorException>(() => SpendAsync(budget, 1));

        await SpendAsync(budget, 50, CallPriority.Urgent);

        await Assert.ThrowsAsync<ConnectorException>(() => SpendAsync(budget, 1, CallPriority.Urgent));
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_spent_day_ends_the_run_and_says_when_to_come_back()
    {
        CallBudget budget = Budget([s_day]);
        await SpendAsync(budget, 450);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => SpendAsync(budget, 1));

        Assert.Equal(FailureKind.RateLimited, e.Failure.Kind);
        Assert.InRange(e.Failure.RetryAfter!.Value, TimeSpan.FromHours(23.5), TimeSpan.FromHours(24.5));
        Assert.Empty(_clock.Waits);
        _clock.Advance(e.Failure.RetryAfter.Value);
        await SpendAsync(budget, 1);
    }

    [Fact]
    public async Task A_short_window_is_waited_out()
    {
        CallBudget budget = Budget([s_minute]);
        await SpendAsync(budget, 46);

        Assert.InRange(_clock.Waits.Single(), TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(65));
    }

    [Fact]
    public async Task Every_window_of_a_family_holds()
    {
        CallBudget budget = Budget([s_minute, s_day]);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => SpendAsync(budget, 1000));

        Assert.Equal(FailureKind.RateLimited, e.Failure.Kind);
        Assert.Equal(450, _ledger.CallsOf("crm"));
    }

    [Fact]
    public async Task Families_are_counted_apart_and_one_without_a_limit_is_not_counted()
    {
        CallBudget budget = Budget([s_day, new CallLimit("bulk", 10, TimeSpan.FromHours(1))]);
        await SpendAsync(budget, 450);

        await SpendAsync(budget, 4, family: "bulk");
        await SpendAsync(budget, 10_000, family: "login");

        Assert.Equal(4, _ledger.CallsOf("crm/bulk"));
        await Assert.ThrowsAsync<ConnectorException>(() => SpendAsync(budget, 1, family: "bulk"));
    }

    [Fact]
    public async Task What_others_have_spent_leaves_us_less_and_comes_back_with_time()
    {
        CallBudget budget = Budget([s_day]);
        await SpendAsync(budget, 1);
        budget.Correct(new LimitReading(CallLimit.DefaultFamily, Used: 901, Allowed: 1000));

        await Assert.ThrowsAsync<ConnectorException>(() => SpendAsync(budget, 100));
        Assert.InRange(_ledger.CallsOf("crm"), 80, 90);

        _clock.Advance(TimeSpan.FromHours(12));
        await SpendAsync(budget, 100);
    }

    [Fact]
    public async Task A_smaller_allowance_than_declared_is_believed()
    {
        CallBudget budget = Budget([s_day]);
        await SpendAsync(budget, 1);
        budget.Correct(new LimitReading(CallLimit.DefaultFamily, Used: 1, Allowed: 100));

        await Assert.ThrowsAsync<ConnectorException>(() => SpendAsync(budget, 450));

        Assert.Equal(45, _ledger.CallsOf("crm"));
    }

    [Fact]
    public async Task The_reading_in_an_answer_reaches_the_budget()
    {
        using var bench = new CallBench(limits: s_day);
        bench.Handler.Then(HttpStatusCode.OK, "{}", ("X-Used", "1000/1000"));
        await bench.SendAsync();

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.SendAsync());

        Assert.Equal(FailureKind.RateLimited, e.Failure.Kind);
        Assert.Single(bench.Handler.Calls);
    }

    [Fact]
    public async Task A_hold_lets_nothing_go_before_its_time()
    {
        CallBudget budget = Budget([s_day]);
        budget.Hold(CallLimit.DefaultFamily, TimeSpan.FromSeconds(40));

        await SpendAsync(budget, 1, CallPriority.Urgent);

        Assert.Equal([TimeSpan.FromSeconds(40)], _clock.Waits);
    }

    private static async Task SpendAsync(
        CallBudget budget, int calls, CallPriority priority = CallPriority.Normal, string family = CallLimit.DefaultFamily)
    {
        for (int i = 0; i < calls; i++)
        {
            await budget.SpendAsync(family, priority, CancellationToken.None);
        }
    }

    private CallBudget Budget(CallLimit[] limits, CallSettings? settings = null)
    {
        var budget = new CallBudget(
            new WorkspaceId("acme"), new ConnectionId("crm"), [.. limits], settings ?? new CallSettings(), _ledger, _clock,
            NullLogger<CallBudget>.Instance);
        _budgets.Add(budget);
        return budget;
    }
}
