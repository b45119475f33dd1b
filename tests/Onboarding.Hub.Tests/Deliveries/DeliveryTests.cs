using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Http;

using Onboarding.Hub.Deliveries;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Sync.Journal;

using Xunit;

namespace Onboarding.Hub.Tests.Deliveries;

/// <summary>Requests of set-up actions on their way to a receiver: signed, logged, sent again, and confirmed.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private DeliveryBench _bench = null!;

    private Receiver Receiver => _bench.Receiver;

    public async Task InitializeAsync() => _bench = await DeliveryBench.StartAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    [Trait("Requirement", "A7.5")]
    public async Task A_message_is_signed_as_the_receiver_expects_with_each_of_its_secrets()
    {
        _bench.Only("tickets");
        await _bench.RoundAsync();

        ReceivedMessage message = Assert.Single(Receiver.Messages);
        Assert.Equal(_bench.KeyOf("ticket"), message.Id);
        Assert.Equal($"{_bench.Clock.GetUtcNow().ToUnixTimeSeconds()}", message.Timestamp);
        Assert.Equal("application/json", message.Headers["Content-Type"]);
        // Worked out anew, as the specification says it.
        Assert.Equal(
            string.Join(' ', new[] { DeliveryBench.Secret, DeliveryBench.OtherSecret }.Select(secret =>
            {
                byte[] signed =
                    [.. Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}."), .. message.Body];
                byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
                return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
            })),
            message.Headers["webhook-signature"]);
        using JsonDocument body = JsonDocument.Parse(message.Body);
        JsonElement data = body.RootElement.GetProperty("data");
        Assert.Equal("setup_action.requested", body.RootElement.GetProperty("type").GetString());
        Assert.Equal("ticket", data.GetProperty("action").GetString());
        Assert.Equal("Shipping", data.GetProperty("fields").GetProperty("industry").GetString());
        Assert.Equal("https://id.example.com", data.GetProperty("inputs").GetProperty("sso").GetString());
    }

    [Fact]
    [Trait("Requirement", "A7.4")]
    public async Task What_the_receiver_confirms_at_once_is_confirmed_and_what_waits_for_it_is_asked_for()
    {
        Receiver.AnswerWith(200, """{"state":"confirmed","reference":"T-17"}""");
        await _bench.RoundAsync();

        Assert.Equal(["/billing", "/tickets"], Receiver.Messages.Select(message => message.Path).Order());
        SetupActionState ticket = await _bench.ActionAsync("ticket");
        Assert.Equal(
            (SetupActionPhase.Confirmed, "T-17", "system:tickets"), (ticket.Phase, ticket.Reference, ticket.ClosedBy));
        Assert.Equal(TaskPhase.Completed, (await _bench.OnboardingAsync()).Task("plan")!.Phase);
        Assert.Equal(SetupActionPhase.Requested, (await _bench.ActionAsync("kickoff")).Phase);

        await _bench.RoundAsync();
        Assert.Equal("/projects", Receiver.Messages[^1].Path);
        Assert.Equal(SetupActionPhase.Confirmed, (await _bench.ActionAsync("kickoff")).Phase);
        Assert.Equal(3, Receiver.Messages.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("thanks")]
    [InlineData("""{"state":"confirmed"}""")]
    [InlineData("""{"state":"confirmed","reference":17}""")]
    [InlineData("""{"state":"open","reference":"T-17"}""")]
    [InlineData("[[[[")]
    public async Task A_plain_success_is_taken_on_and_confirmed_later_by_a_person(string body)
    {
        _bench.Only("tickets");
        Receiver.AnswerWith(202, body);
        await _bench.RoundAsync();
        Assert.Equal(SetupActionPhase.Accepted, (await _bench.ActionAsync("ticket")).Phase);

        await _bench.AskAsync(new OnboardingCommand.ConfirmSetupAction("ticket", "T-17", "ann@vendor.example"));
        Assert.Equal(SetupActionPhase.Confirmed, (await _bench.ActionAsync("ticket")).Phase);
    }

    [Fact]
    public async Task A_receiver_in_trouble_is_asked_again_under_the_same_id_after_growing_waits_and_all_is_logged()
    {
        _bench.Only("tickets");
        Receiver.AnswerWith(503, "back soon\u0007\n\tplease");
        await _bench.RoundAsync();
        Assert.Equal(0, await _bench.RoundAsync());
        DateTimeOffset first = await ToNextAttemptAsync();
        await _bench.RoundAsync();
        DateTimeOffset second = await ToNextAttemptAsync();
        Receiver.AnswerWith(200);
        await _bench.RoundAsync();

        Assert.Single(Receiver.Messages.Select(message => message.Id).Distinct());
        Assert.Single(Receiver.Messages.Select(message => Encoding.UTF8.GetString(message.Body)).Distinct());
        DeliveryState delivery = await _bench.DeliveryAsync("ticket");
        Assert.Equal(DeliveryPhase.Delivered, delivery.Phase);
        Assert.Equal([503, 503, 200], delivery.Attempts.Select(attempt => attempt.StatusCode));
        Assert.Equal([first, second, null], delivery.Attempts.Select(attempt => attempt.NextAt));
        Assert.Equal("back soon please", delivery.Attempts[0].Excerpt);
        Assert.True(second - delivery.Attempts[1].At > first - delivery.Attempts[0].At);
    }

    [Theory]
    [InlineData(429, "3600", 1, 1.01)]
    [InlineData(503, "9999999", 24, 24)]
    [InlineData(503, "Mon, 02 Mar 2026 12:00:00 GMT", 3, 3.01)]
    [InlineData(503, "Mon, 02 Mar 2020 12:00:00 GMT", 0, 0.01)]
    [InlineData(503, "soon", 0, 0.01)]
    public async Task Who_asks_to_be_left_alone_is_left_alone_for_a_day_at_most(
        int status, string retryAfter, double hoursMin, double hoursMax)
    {
        _bench.Only("tickets");
        Receiver.AnswerWith(status, retryAfter: retryAfter);
        await _bench.RoundAsync();

        DeliveryState delivery = await _bench.DeliveryAsync("ticket");
        Assert.InRange((delivery.NextAttemptAt! - _bench.Clock.GetUtcNow()).Value.TotalHours, hoursMin, hoursMax);
    }

    [Theory]
    [InlineData(410)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task A_refusal_for_good_goes_to_a_person_who_may_ask_again_under_a_new_id(int status)
    {
        _bench.Only("tickets");
        Receiver.AnswerWith(status, "no such plan");
        await _bench.RoundAsync();

        SetupActionState failed = await _bench.ActionAsync("ticket");
        Assert.Equal(SetupActionPhase.Failed, failed.Phase);
        Assert.Equal($"The system tickets refused it: it answered {status}: no such plan.", failed.Reason);
        _bench.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await _bench.RoundAsync());

        Receiver.AnswerWith(200, """{"state":"confirmed","reference":"T-18"}""");
        await _bench.AskAsync(new OnboardingCommand.RetrySetupAction("ticket", "ann@vendor.example"));
        await _bench.FollowAsync();
        await _bench.RoundAsync();
        Assert.Equal(
            [_bench.KeyOf("ticket"), _bench.KeyOf("ticket", 2)], Receiver.Messages.Select(message => message.Id));
        Assert.Equal(SetupActionPhase.Confirmed, (await _bench.ActionAsync("ticket")).Phase);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _bench.Only("tickets");
        Receiver.AnswerWith(307, location: new Uri(Receiver.Address, "/elsewhere").ToString());
        await _bench.RoundAsync();

        Assert.Equal("/tickets", Assert.Single(Receiver.Messages).Path);
        Assert.Equal(DeliveryPhase.Failed, (await _bench.DeliveryAsync("ticket")).Phase);
    }

    [Fact]
    public async Task A_receiver_that_says_nothing_is_given_up_in_its_time_and_asked_again()
    {
        _bench.Only("tickets", TimeSpan.FromMilliseconds(300));
        Receiver.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        await _bench.RoundAsync();

        DeliveryState delivery = await _bench.DeliveryAsync("ticket");
        Assert.Equal(AttemptOutcome.TimedOut, Assert.Single(delivery.Attempts).Outcome);
        Assert.NotNull(delivery.NextAttemptAt);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_or_hangs_up_is_asked_again()
    {
        _bench.Only("tickets");
        Receiver.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await _bench.RoundAsync();
        await ToNextAttemptAsync();
        _bench.Endpoints = [_bench.To("tickets") with { Url = new Uri("http://127.0.0.1:1/") }];
        await _bench.RoundAsync();

        Assert.Equal(
            [AttemptOutcome.BrokenOff, AttemptOutcome.Unreachable],
            (await _bench.DeliveryAsync("ticket")).Attempts.Select(attempt => attempt.Outcome));
    }

    [Fact]
    public async Task Of_an_endless_answer_only_the_beginning_is_read_and_the_status_counts()
    {
        _bench.Only("tickets");
        Receiver.Answer = async context =>
        {
            context.Response.StatusCode = 200;
            byte[] part = Encoding.UTF8.GetBytes(new string('x', 60_000));
            try
            {
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(part, context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
                // The hub hung up, as it should.
            }
        };
        await _bench.RoundAsync();

        DeliveryState delivery = await _bench.DeliveryAsync("ticket");
        Assert.Equal(DeliveryPhase.Delivered, delivery.Phase);
        Assert.Equal(200, Assert.Single(delivery.Attempts).Excerpt.Length);
    }

    [Fact]
    public async Task What_was_taken_by_a_receiver_when_the_hub_died_is_sent_again_under_the_same_id()
    {
        _bench.Only("tickets");
        using var dies = new CancellationTokenSource();
        Receiver.Answer = _ => dies.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.RoundAsync(dies.Token));
        Assert.Empty((await _bench.DeliveryAsync("ticket")).Attempts);
        Assert.Equal(0, await _bench.RoundAsync(CancellationToken.None));

        Receiver.AnswerWith(200, """{"state":"confirmed","reference":"T-17"}""");
        _bench.Clock.Advance(DeliveryRound.Lease);
        Assert.Equal(1, await _bench.RoundAsync(CancellationToken.None));
        Assert.Equal(2, Receiver.Messages.Count);
        Assert.Equal(_bench.KeyOf("ticket"), Assert.Single(Receiver.Messages.Select(message => message.Id).Distinct()));
        Assert.Equal("T-17", (await _bench.ActionAsync("ticket")).Reference);
    }

    [Fact]
    public async Task A_slow_system_holds_up_no_other()
    {
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Receiver.Answer = context =>
        {
            context.Response.StatusCode = 202;
            return context.Request.Path == "/tickets" ? slow.Task : Task.CompletedTask;
        };
        Task<int> round = _bench.RoundAsync();
        string[] arrived = [(await Receiver.NextAsync()).Path, (await Receiver.NextAsync()).Path];
        Assert.Equal(["/billing", "/tickets"], arrived.Order());
        Assert.False(round.IsCompleted);
        slow.SetResult();

        Assert.Equal(2, await round);
        Assert.Equal(DeliveryPhase.Delivered, (await _bench.DeliveryAsync("profile")).Phase);
        Assert.Equal(DeliveryPhase.Delivered, (await _bench.DeliveryAsync("ticket")).Phase);
    }

    [Fact]
    public async Task A_dead_system_of_which_thousands_are_due_holds_up_no_other()
    {
        await _bench.EnqueueAsync("tickets", 13 * DeliveryRound.BatchMax);
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.EnqueueAsync("projects", 1);
        Receiver.Answer = context => context.Request.Path == "/tickets"
            ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
            : Task.CompletedTask;
        using var ends = new CancellationTokenSource();
        Task<int> round = _bench.RoundAsync(ends.Token);

        // No time passes, and none of the thousands is answered.
        try
        {
            string[] arrived = await Task.WhenAll(Enumerable.Range(0, DeliveryRound.LaneMax + 2).Select(
                async _ => (await Receiver.NextAsync()).Path));
            Assert.Contains("/projects", arrived);
            Assert.Equal(DeliveryRound.LaneMax, arrived.Count(path => path == "/tickets"));
        }
        finally
        {
            await ends.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round);
        }
    }

    [Fact]
    public async Task What_waits_for_its_lane_is_sent_as_soon_as_the_lane_is_free()
    {
        _bench.Only("tickets");
        await _bench.EnqueueAsync("tickets", 2 * DeliveryRound.BatchMax);

        Assert.Equal((2 * DeliveryRound.BatchMax) + 1, await _bench.RoundAsync());
        Assert.Equal(
            Receiver.Messages.Count,
            Receiver.Messages.DistinctBy(message => message.Id, StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_told_of_and_tried_again_and_holds_up_no_other()
    {
        _bench.Faults.IsUnreadable = (_, stream) => stream.Key == _bench.KeyOf("ticket");
        Assert.Equal(1, await _bench.RoundAsync());
        Assert.Equal("/billing", Assert.Single(Receiver.Messages).Path);
        Assert.Contains(_bench.KeyOf("ticket"), Assert.Single(_bench.Heard), StringComparison.Ordinal);

        _bench.Faults.IsUnreadable = (_, _) => false;
        Assert.Equal(0, await _bench.RoundAsync());
        _bench.Clock.Advance(DeliveryRound.Lease);
        Assert.Equal(1, await _bench.RoundAsync());
        Assert.Equal(DeliveryPhase.Delivered, (await _bench.DeliveryAsync("ticket")).Phase);
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_read_holds_up_no_other()
    {
        await _bench.EnqueueAsync("tickets", 2, "beta");
        _bench.Endpoints = [.. _bench.Endpoints, _bench.To("tickets", workspace: "beta")];
        _bench.Faults.IsUnreadable = (workspace, stream) => workspace.Value == "acme" && stream.Kind == "delivery";
        Assert.Equal(2, await _bench.RoundAsync());
        Assert.Equal(2, _bench.Heard.Count(line => line.StartsWith("Error: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_without_an_address_that_cannot_be_given_up_holds_up_no_other_and_is_given_up_later()
    {
        _bench.Only("billing");
        _bench.Faults.Instead = writes => writes.Streams.Any(write => write.Stream.Key == _bench.KeyOf("ticket"))
            ? throw new StoreException(StoreFailure.Unusable, "A write failed.")
            : Task.FromResult<CommitOutcome?>(null);
        Assert.Equal(1, await _bench.RoundAsync());
        Assert.Equal(DeliveryPhase.Pending, (await _bench.DeliveryAsync("ticket")).Phase);
        Assert.Contains(_bench.KeyOf("ticket"), Assert.Single(_bench.Heard), StringComparison.Ordinal);

        _bench.Faults.Instead = null;
        _bench.Clock.Advance(DeliveryRound.Lease);
        await _bench.RoundAsync();
        Assert.Equal(DeliveryPhase.Unroutable, (await _bench.DeliveryAsync("ticket")).Phase);
    }

    [Fact]
    public async Task What_is_never_taken_ends_after_its_last_attempt_and_its_owner_gets_it()
    {
        _bench.Only("tickets");
        Receiver.AnswerWith(500);
        await _bench.RoundAsync();
        while ((await _bench.DeliveryAsync("ticket")).NextAttemptAt is not null)
        {
            await ToNextAttemptAsync();
            Assert.Equal(1, await _bench.RoundAsync());
        }

        Assert.Equal(DeliverySchedule.AttemptsMax, Receiver.Messages.Count);
        Assert.Equal(
            "The system tickets did not take it in 11 attempts; at the last it answered 500.",
            (await _bench.ActionAsync("ticket")).Reason);
    }

    [Fact]
    public async Task A_system_without_an_address_is_left_to_its_owner_until_it_has_one()
    {
        _bench.Endpoints = [];
        Assert.Equal(0, await _bench.RoundAsync());
        Assert.Equal(SetupActionPhase.ByHand, (await _bench.ActionAsync("ticket")).Phase);
        Assert.Equal(DeliveryPhase.Unroutable, (await _bench.DeliveryAsync("ticket")).Phase);

        _bench.Only("tickets");
        await _bench.AskAsync(new OnboardingCommand.RetrySetupAction("ticket", "ann@vendor.example"));
        await _bench.FollowAsync();
        await _bench.RoundAsync();
        Assert.Equal(SetupActionPhase.Accepted, (await _bench.ActionAsync("ticket")).Phase);
    }

    [Fact]
    public async Task What_a_person_closed_meanwhile_is_not_sent()
    {
        await _bench.AskAsync(new OnboardingCommand.ConfirmSetupAction("ticket", "T-1", "ann@vendor.example"));
        await _bench.AskAsync(new OnboardingCommand.SkipSetupAction("profile", "They pay in cash.", "ann@vendor.example"));
        await _bench.FollowAsync();
        _bench.Only("billing");
        await _bench.RoundAsync();

        Assert.Empty(Receiver.Messages);
        Assert.Equal(
            "ann@vendor.example put the action aside.", (await _bench.DeliveryAsync("profile")).Reason);
    }

    [Fact]
    public async Task Nothing_secret_is_kept()
    {
        Receiver.Answer = async context =>
        {
            context.Response.StatusCode = 503;
            await context.Response.WriteAsync(
                $"You sent {context.Request.Headers["webhook-signature"]} to {context.Request.Host}.",
                context.RequestAborted);
        };
        await _bench.RoundAsync();

        string kept = await _bench.JournalAsync();
        Assert.Contains("You sent ***", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(DeliveryBench.Secret["whsec_".Length..], kept, StringComparison.Ordinal);
        Assert.DoesNotContain("v1,", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(DeliveryBench.Secret["whsec_".Length..], $"{_bench.Endpoints[0]}", StringComparison.Ordinal);
    }

    private async Task<DateTimeOffset> ToNextAttemptAsync()
    {
        DateTimeOffset next = (await _bench.DeliveryAsync("ticket")).NextAttemptAt!.Value;
        _bench.Clock.Advance(next - _bench.Clock.GetUtcNow());
        return next;
    }
}
