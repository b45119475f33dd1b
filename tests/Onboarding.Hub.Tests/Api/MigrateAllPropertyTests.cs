using System.Collections.Immutable;

using Onboarding.Hub.Tests.Model.Onboardings;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Api;

/// <summary>
/// Random customers of a random playbook are moved to a random revision: all at once in one workspace, and one by one
/// in another that is its twin.
/// </summary>
public sealed class MigrateAllPropertyTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_302;
    private const int Rounds = 16;
    private const int Customers = 5;

    [Fact]
    [Trait("Requirement", "A3.14")]
    public async Task Moving_all_is_moving_each()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        var seeds = new Random(Seed);
        var outcomes = new Dictionary<V1.MigrationOutcome, int>();
        (int made, int dropped) = (0, 0);
        for (int round = 0; round < Rounds; round++)
        {
            int seed = seeds.Next();
            output.WriteLine($"Round {round}: seed {seed}.");
            var random = new Random(seed);
            var all = new MigrationFleet(host, $"all-{round}");
            var each = new MigrationFleet(host, $"each-{round}");
            int revision = await LiveAsync(host, random, all, each);
            bool withConflicts = random.Next(2) == 0;
            V1.MigrateOnboardingsResponse done = await MoveAllAsync(all, revision, withConflicts);
            foreach (V1.OnboardingMigration one in done.Migrations)
            {
                outcomes[one.Outcome] = outcomes.GetValueOrDefault(one.Outcome) + 1;
                await MoveEachAsync(host, each, revision, one);
            }

            await AlikeAsync(all, each);
            made += done.Counts.MessagesMade;
            dropped += done.Counts.MessagesDropped;
        }

        output.WriteLine($"{string.Join(", ", outcomes)}; {made} messages made, {dropped} dropped.");
        // What never occurs holds of itself.
        Assert.Equal(4, outcomes.Count);
        Assert.All([.. outcomes.Values, made, dropped], count => Assert.InRange(count, 3, int.MaxValue));
    }

    /// <summary>Leads twins to where they are moved from, and publishes what they are moved to.</summary>
    /// <returns>Number of the revision.</returns>
    private static async Task<int> LiveAsync(ApiHost host, Random random, params MigrationFleet[] twins)
    {
        foreach (MigrationFleet fleet in twins)
        {
            await fleet.CreateAsync();
        }

        for (int customer = 0; customer < Customers; customer++)
        {
            OnboardingStart start = new RandomPlans(random).Start();
            start = start with
            {
                Plan = start.Plan with { Variant = $"t{customer}" },
                ClosedWonAt = host.Clock.GetUtcNow(),
                KickoffOn = start.Calendar.DayOf(host.Clock.GetUtcNow()).AddDays(random.Next(10)),
            };
            foreach (MigrationFleet fleet in twins)
            {
                await fleet.StartAsync(customer, start);
            }
        }

        var commands = new RandomCommands(random);
        for (int left = random.Next(80); left > 0; left--)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(random.Next(60 * 30)));
            int customer = random.Next(Customers);
            OnboardingCommand command = commands.Next(await twins[0].StateAsync(customer), host.Clock.GetUtcNow());
            foreach (MigrationFleet fleet in twins)
            {
                await fleet.DoAsync(customer, command);
            }
        }

        return await PublishAsync(random, twins);
    }

    private static async Task<int> PublishAsync(Random random, MigrationFleet[] twins)
    {
        var edits = new RandomEdits(random);
        var plans = ImmutableArray.CreateBuilder<PlaybookPlan>();
        int newest = 1;
        for (int customer = 0; customer < Customers; customer++)
        {
            OnboardingState state = await twins[0].StateAsync(customer);
            newest = Math.Max(newest, state.Revision);
            // Now and then the revision has no variant for a tier.
            if (random.Next(8) > 0)
            {
                plans.Add(edits.Target(state).Plan);
            }
        }

        int revision = Math.Max(2, newest + random.Next(2));
        foreach (MigrationFleet fleet in twins)
        {
            for (int number = 1; number <= revision; number++)
            {
                await fleet.PublishAsync($"{number}", number == revision ? plans.ToImmutable() : [Plans.Small]);
            }
        }

        return revision;
    }

    /// <summary>Shows it, does it and repeats it.</summary>
    private static async Task<V1.MigrateOnboardingsResponse> MoveAllAsync(
        MigrationFleet fleet, int revision, bool withConflicts)
    {
        V1.MigrateOnboardingsRequest request = fleet.All(revision, validateOnly: true);
        request.WithConflicts = withConflicts;
        V1.MigrateOnboardingsResponse shown = await fleet.MigrateAsync(request);
        request.ValidateOnly = false;
        V1.MigrateOnboardingsResponse done = await fleet.MigrateAsync(request);
        Assert.Equal(shown, done);

        string before = await TextAsync(fleet);
        V1.MigrateOnboardingsResponse again = await fleet.MigrateAsync(request);
        Assert.Equal(0, again.Moved);
        Assert.Equal(done.Conflicted, again.Conflicted);
        Assert.Equal(before, await TextAsync(fleet));
        return done;
    }

    /// <summary>Moves one by itself, if it was moved with the others, and sees that it comes to the same.</summary>
    private static async Task MoveEachAsync(
        ApiHost host, MigrationFleet fleet, int revision, V1.OnboardingMigration expected)
    {
        int customer = int.Parse(expected.DisplayName[^2..], System.Globalization.CultureInfo.InvariantCulture);
        var preview = new V1.PreviewMigrationRequest
        {
            Name = fleet.NameOf(customer),
            PlaybookRevision = fleet.RevisionName(revision),
        };
        if (expected.Outcome == V1.MigrationOutcome.Refused)
        {
            Assert.Equal("STATE_CONFLICT", (await host.Calls().FailAsync("PreviewMigration", preview)).Reason);
            Assert.Equal(V1.ErrorReason.StateConflict, expected.Reason);
            return;
        }

        V1.PreviewMigrationResponse shown =
            await host.Calls().CallAsync<V1.PreviewMigrationResponse>("PreviewMigration", preview);
        if (expected.Outcome == V1.MigrationOutcome.Unchanged)
        {
            Assert.Equal(shown.Onboarding.PlaybookRevision, fleet.RevisionName(revision));
            return;
        }

        Assert.Equal(expected.Counts, shown.Counts);
        Assert.Equal(expected.Conflicts, shown.Conflicts);
        Assert.Equal((expected.State, expected.Health), (shown.Onboarding.State, shown.Onboarding.Health));
        if (expected.Outcome == V1.MigrationOutcome.Moved)
        {
            OnboardingState before = await fleet.StateAsync(customer);
            int happened = (await fleet.EventsAsync(customer)).Length;
            await host.Calls().CallAsync<V1.Onboarding>("MigrateOnboarding", new V1.MigrateOnboardingRequest
            {
                Name = preview.Name,
                PlaybookRevision = preview.PlaybookRevision,
                Etag = shown.Onboarding.Etag,
                RequestId = $"move-{customer}",
            });
            NothingIsLost(before, await fleet.StateAsync(customer));
            MessagesAreThose(shown, [.. (await fleet.EventsAsync(customer)).Skip(happened)]);
        }
    }

    private static void NothingIsLost(OnboardingState before, OnboardingState after) => Assert.All(
        before.Tasks.Where(task => task.Phase is TaskPhase.Completed or TaskPhase.Skipped),
        task => Assert.Equal(task, after.Task(task.Key)));

    private static void MessagesAreThose(V1.PreviewMigrationResponse shown, ImmutableArray<OnboardingEvent> events)
    {
        MessageIntent[] made =
        [
            .. events.OfType<OnboardingEvent.MessagesIntended>().SelectMany(intended => intended.Messages),
        ];
        Assert.Equal(
            made.Select(one => (one.Key, one.Cause, one.Role, one.To ?? "", one.Named(one.Text, one.ToName))),
            Of(V1.MigrationMessageFate.Made)
                .Select(one => (one.MessageKey, one.Cause, one.Role, one.Recipient, one.Text)));
        Assert.Equal(
            events.OfType<OnboardingEvent.MessagesAddressed>().SelectMany(one => one.Numbers.Select(_ => one.To)),
            Of(V1.MigrationMessageFate.Addressed).Select(one => one.Recipient));
        Assert.Empty(events.OfType<OnboardingEvent.MessagesWithdrawn>());

        IEnumerable<V1.MigrationMessage> Of(V1.MigrationMessageFate fate) =>
            shown.Messages.Where(message => message.Fate == fate);
    }

    private static async Task AlikeAsync(MigrationFleet all, MigrationFleet each) =>
        Assert.Equal(await TextAsync(each), await TextAsync(all));

    /// <summary>Everything that happened to all customers and what it came to.</summary>
    private static async Task<string> TextAsync(MigrationFleet fleet)
    {
        var texts = new List<string>();
        for (int customer = 0; customer < Customers; customer++)
        {
            texts.Add(Histories.Json(await fleet.StateAsync(customer)));
            texts.Add(Histories.Json(await fleet.EventsAsync(customer)));
        }

        return string.Join('\n', texts);
    }
}
