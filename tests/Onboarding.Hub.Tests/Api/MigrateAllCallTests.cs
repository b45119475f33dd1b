using System.Collections.Immutable;

using Onboarding.Model;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>All onboardings of a playbook are moved to another revision over the API.</summary>
public sealed class MigrateAllCallTests
{
    private static readonly PlaybookPlan s_chain = Plans.Chain(2, 4) with { Variant = "self_service" };

    /// <summary>The small plan without its first task, which is a conflict where that is open.</summary>
    private static readonly PlaybookPlan s_second = Plans.Small with
    {
        Tasks =
        [
            .. Plans.Small.Tasks.Where(task => task.Key != "call").Select(task => task.Key != "plan" ? task : task with
            {
                DependsOn = [],
                Due = Plans.Small.Tasks[0].Due,
            }),
            Plans.Task("survey", "training"),
        ],
    };

    [Fact]
    [Trait("Requirement", "A3.14")]
    public async Task One_that_cannot_be_moved_is_named_and_stops_nobody()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        MigrationFleet fleet = await FleetAsync(host, 0, 1, 5);
        await fleet.DoAsync(1, new OnboardingCommand.CompleteTask("call", "csm@vendor.example"));
        await fleet.StartAsync(2, Starts.Of(s_chain));
        await fleet.StartAsync(3, Starts.Of(s_second) with { Revision = 2 });
        await fleet.StartAsync(4, Starts.Of(Plans.Small) with { Playbook = new("another") });
        await fleet.DoAsync(5, new OnboardingCommand.SkipTask("call", "csm@vendor.example", "By mail."));

        V1.MigrateOnboardingsResponse answer = await fleet.MigrateAsync(fleet.All(2));

        Assert.Equal(
            [
                ("Customer 00", V1.MigrationOutcome.Conflicted), ("Customer 01", V1.MigrationOutcome.Moved),
                ("Customer 02", V1.MigrationOutcome.Refused), ("Customer 03", V1.MigrationOutcome.Unchanged),
                ("Customer 05", V1.MigrationOutcome.Moved),
            ],
            answer.Migrations.Select(one => (one.DisplayName, one.Outcome)));
        Assert.Equal((2, 1, 1, 1), (answer.Moved, answer.Unchanged, answer.Conflicted, answer.Refused));
        Assert.Equal("call", Assert.Single(answer.Migrations[0].Conflicts).Key);
        Assert.Equal(V1.ErrorReason.StateConflict, answer.Migrations[2].Reason);
        Assert.Contains("no variant for the tier self_service", answer.Migrations[2].Explanation);
        Assert.Equal(
            (1, 1, 1, 1),
            (answer.Migrations[1].Counts.TasksAdded, answer.Migrations[1].Counts.TasksChanged,
                answer.Migrations[1].Counts.TasksKept, answer.Migrations[1].Counts.TasksRedated));
        Assert.Equal((2, 2), (answer.Counts.TasksAdded, answer.Counts.TasksKept));
        Assert.Equal([1, 2, 1, 2, 1, 2], await RevisionsAsync(fleet, 6));

        V1.MigrateOnboardingsRequest rest = fleet.All(2);
        rest.RequestId = "rest";
        rest.WithConflicts = true;
        answer = await fleet.MigrateAsync(rest);
        Assert.Equal((1, 3, 0, 1), (answer.Moved, answer.Unchanged, answer.Conflicted, answer.Refused));
        Assert.Equal((1, "call"), (answer.Counts.TasksSkipped, answer.Migrations[0].Conflicts[0].Key));
    }

    [Fact]
    public async Task What_is_shown_is_what_is_done_and_showing_does_nothing()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        MigrationFleet fleet = await FleetAsync(host, 0, 1, 2, 3);
        await fleet.DoAsync(1, new OnboardingCommand.CompleteTask("call", "csm@vendor.example"));
        await fleet.DoAsync(2, new OnboardingCommand.CompleteTask("call", "csm@vendor.example"));
        await fleet.DoAsync(3, new OnboardingCommand.Cancel("Sold."));

        V1.MigrateOnboardingsResponse shown = await fleet.MigrateAsync(fleet.All(2, validateOnly: true));
        Assert.Equal([1, 1, 1, 1], await RevisionsAsync(fleet, 4));
        Assert.Equal((3, 2, 1), (shown.Migrations.Count, shown.Moved, shown.Conflicted));
        Assert.Equal(shown, await fleet.MigrateAsync(fleet.All(2)));
        Assert.Equal([1, 2, 2, 1], await RevisionsAsync(fleet, 4));
    }

    [Fact]
    [Trait("Requirement", "A3.14")]
    public async Task A_run_that_broke_off_goes_on_where_it_was_when_it_is_repeated()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        MigrationFleet fleet = await FleetAsync(host, 0, 1, 2, 3, 4);
        V1.MigrateOnboardingsRequest request = fleet.All(2);
        request.WithConflicts = true;
        string third = MigrationFleet.IdOf(2).ToString();
        host.Faults.Instead = writes => writes.Streams.Any(write => write.Stream.Key == third)
            ? throw new StoreException(StoreFailure.Full, "The disk is full.")
            : Task.FromResult<CommitOutcome?>(null);

        Assert.Equal("STORE_UNAVAILABLE", (await host.Calls().FailAsync("MigrateOnboardings", request)).Reason);
        Assert.Equal([2, 2, 1, 1, 1], await RevisionsAsync(fleet, 5));
        host.Faults.Instead = null;
        V1.MigrateOnboardingsResponse again = await fleet.MigrateAsync(request);
        Assert.Equal((3, 2), (again.Moved, again.Unchanged));
        ImmutableArray<OnboardingEvent>[] after = await EventsAsync(fleet, 5);
        Assert.All(after, events => Assert.Single(events.OfType<OnboardingEvent.Migrated>()));

        Assert.Equal(5, (await fleet.MigrateAsync(request)).Unchanged);
        Assert.Equal(
            after.Select(events => events.Length), (await EventsAsync(fleet, 5)).Select(events => events.Length));
    }

    [Fact]
    public async Task One_that_somebody_moved_back_is_left_there_by_the_same_request()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        MigrationFleet fleet = await FleetAsync(host, 0, 1);
        V1.MigrateOnboardingsRequest request = fleet.All(2);
        request.WithConflicts = true;
        await fleet.MigrateAsync(request);
        await host.Calls().CallAsync<V1.Onboarding>("MigrateOnboarding", new V1.MigrateOnboardingRequest
        {
            Name = fleet.NameOf(0),
            PlaybookRevision = fleet.RevisionName(1),
            RequestId = "back",
        });

        Assert.Equal((0, 2), Numbers(await fleet.MigrateAsync(request)));
        Assert.Equal([1, 2], await RevisionsAsync(fleet, 2));
        request.RequestId = "anew";
        Assert.Equal((1, 1), Numbers(await fleet.MigrateAsync(request)));

        request.PlaybookRevision = fleet.RevisionName(1);
        Assert.Equal("REQUEST_ID_REUSED", (await host.Calls().FailAsync("MigrateOnboardings", request)).Reason);

        static (int, int) Numbers(V1.MigrateOnboardingsResponse answer) => (answer.Moved, answer.Unchanged);
    }

    [Fact]
    public async Task One_that_ends_or_is_written_all_the_time_meanwhile_is_named()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        MigrationFleet fleet = await FleetAsync(host, 0, 1, 2, 3);
        V1.MigrateOnboardingsRequest request = fleet.All(2);
        request.WithConflicts = true;
        (string first, string second) = (MigrationFleet.IdOf(0).ToString(), MigrationFleet.IdOf(1).ToString());
        bool ended = false;
        host.Faults.Instead = async writes =>
        {
            string? key = writes.Streams.FirstOrDefault()?.Stream.Key;
            if (key == first && !ended)
            {
                ended = true;
                await fleet.DoAsync(2, new OnboardingCommand.Cancel("Sold."));
            }

            return key == second ? new CommitOutcome.Raced() : null;
        };
        V1.MigrateOnboardingsResponse answer = await fleet.MigrateAsync(request);

        Assert.Equal(
            [V1.ErrorReason.Unspecified, V1.ErrorReason.Overtaken, V1.ErrorReason.StateConflict,
                V1.ErrorReason.Unspecified],
            answer.Migrations.Select(one => one.Reason));
        Assert.Contains("cancelled", answer.Migrations[2].Explanation);
        Assert.Equal([2, 1, 1, 2], await RevisionsAsync(fleet, 4));
        host.Faults.Instead = null;
        Assert.Equal((1, 2, 0), ((answer = await fleet.MigrateAsync(request)).Moved, answer.Unchanged, answer.Refused));
    }

    [Fact]
    public async Task Pages_and_filters_tell_which_are_moved()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        MigrationFleet fleet = await FleetAsync(host, 0, 1, 2, 3, 4);
        await fleet.PublishAsync("third", s_second, s_chain with { Title = "Other" });
        await fleet.StartAsync(5, Starts.Of(s_chain));
        await fleet.StartAsync(6, Starts.Of(s_second) with { Revision = 2 });
        await fleet.DoAsync(4, new OnboardingCommand.AssignRole("csm", "eve@vendor.example"));

        Assert.Equal([5], await AsksAsync(request => request.Tier = "self_service"));
        Assert.Equal([6], await AsksAsync(request => request.FromRevision = 2));
        Assert.Equal([4], await AsksAsync(request => request.Owner = "eve@vendor.example"));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], await AsksAsync(_ => { }));
        Assert.Equal([1, 1, 1, 1, 1, 1, 2], await RevisionsAsync(fleet, 7));

        async Task<IEnumerable<int>> AsksAsync(Action<V1.MigrateOnboardingsRequest> narrow)
        {
            var all = new List<int>();
            V1.MigrateOnboardingsRequest request = fleet.All(3, validateOnly: true);
            request.PageSize = 2;
            narrow(request);
            do
            {
                V1.MigrateOnboardingsResponse page = await fleet.MigrateAsync(request);
                Assert.InRange(page.Migrations.Count, 0, 2);
                all.AddRange(page.Migrations.Select(one => int.Parse(one.DisplayName[^2..])));
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            return all;
        }
    }

    [Fact]
    public async Task A_run_over_pages_is_one_run()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        MigrationFleet fleet = await FleetAsync(host, 0, 1, 2, 3, 4);
        V1.MigrateOnboardingsRequest request = fleet.All(2);
        request.WithConflicts = true;
        request.PageSize = 2;
        var moved = new List<string>();
        do
        {
            V1.MigrateOnboardingsResponse page = await fleet.MigrateAsync(request);
            moved.AddRange(page.Migrations.Select(one => one.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(Enumerable.Range(0, 5).Select(fleet.NameOf), moved);
        Assert.Equal([2, 2, 2, 2, 2], await RevisionsAsync(fleet, 5));
        request.FromRevision = -1;
        Assert.Equal("INVALID_FIELD", (await host.Calls().FailAsync("MigrateOnboardings", request)).Reason);
        request = fleet.All(9);
        Assert.Equal("NOT_FOUND", (await host.Calls().FailAsync("MigrateOnboardings", request)).Reason);
    }

    /// <summary>Two revisions, and customers who are at the start of the first.</summary>
    private static async Task<MigrationFleet> FleetAsync(
        ApiHost host, params ImmutableArray<int> customers)
    {
        var fleet = new MigrationFleet(host, "acme");
        await fleet.CreateAsync();
        await fleet.PublishAsync("first", Plans.Small, s_chain);
        await fleet.PublishAsync("second", s_second);
        foreach (int customer in customers)
        {
            await fleet.StartAsync(customer, Starts.Of(Plans.Small));
        }

        return fleet;
    }

    private static async Task<IEnumerable<int>> RevisionsAsync(MigrationFleet fleet, int customers)
    {
        var revisions = new List<int>();
        for (int customer = 0; customer < customers; customer++)
        {
            revisions.Add((await fleet.StateAsync(customer)).Revision);
        }

        return revisions;
    }

    private static async Task<ImmutableArray<OnboardingEvent>[]> EventsAsync(MigrationFleet fleet, int customers)
    {
        var events = new List<ImmutableArray<OnboardingEvent>>();
        for (int customer = 0; customer < customers; customer++)
        {
            events.Add(await fleet.EventsAsync(customer));
        }

        return [.. events];
    }
}
