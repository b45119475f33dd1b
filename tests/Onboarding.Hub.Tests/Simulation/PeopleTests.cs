using System.Collections.Immutable;

using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Cli.Simulation.People;
using Onboarding.Hub.Tests.Model;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Simulation;

/// <summary>Who leaves, what is published and what goes wrong in a simulation, before anybody plays it.</summary>
public sealed class PeopleTests
{
    private const int Seed = 7;

    private static readonly WorkspaceSettings s_settings =
        WorkspaceFile.Read(ShippedFiles.WorkspaceText, "workspace.yaml").Settings!;

    [Fact]
    public void Whoever_leaves_holds_the_role_that_the_successor_takes()
    {
        ImmutableArray<Departure> departures = DeparturePlan.Of(Seed, 365, s_settings);
        var holders = s_settings.Roles
            .SelectMany(line => line.People.Select(person => (line.Role, person)))
            .ToHashSet();

        Assert.InRange(departures.Length, 4, 6);
        foreach (Departure departure in departures)
        {
            Assert.Contains((departure.Role, departure.Leaver), holders);
            Assert.True(holders.Add((departure.Role, departure.Successor)));
            Assert.True(DemoDays.IsWorkingDay(departure.Day));
        }

        IEnumerable<int> days = departures.Select(departure => departure.Day);
        Assert.Equal(days.Order(), days);
        Assert.Equal<Departure>([.. departures], [.. DeparturePlan.Of(Seed, 365, s_settings)]);
        Assert.Single(DeparturePlan.Of(Seed, 90, s_settings));
    }

    [Fact]
    public void Each_revision_is_a_playbook_that_can_be_published_and_differs_from_the_one_before()
    {
        string before = ShippedFiles.PlaybookText;
        ImmutableArray<int> days = PlaybookEdits.Days(365);

        for (int index = 0; index < days.Length; index++)
        {
            string text = PlaybookEdits.Of(ShippedFiles.PlaybookText, index);
            PlaybookReading reading = PlaybookFile.Read(text, PlaybookEdits.File);
            Assert.Empty(reading.Faults);
            Assert.NotNull(reading.Definition);
            Assert.NotEqual(before, text);
            before = text;
        }

        Assert.Equal(days.Distinct().Order(), days);
    }

    [Fact]
    public void A_playbook_that_the_edits_do_not_know_is_refused_by_name() => Assert.Contains(
        PlaybookEdits.File,
        Assert.Throws<DemoException>(() => PlaybookEdits.Of("name: other\n", 0)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Trouble_comes_to_some_and_to_each_in_order()
    {
        Fate[] fates =
        [
            .. Scenario.OfYear(Seed, 400, 365, s_settings).Customers.Select(customer => Fate.Of(Seed, customer)),
        ];

        Assert.InRange(fates.Count(fate => fate.ChurnsAfter is not null), 8, 40);
        Assert.InRange(fates.Count(fate => !fate.Troubles.IsEmpty), 60, 140);
        Assert.All(fates.SelectMany(fate => fate.Troubles), trouble =>
        {
            Assert.True(trouble.ResolvedAfter > trouble.RaisedAfter);
            Assert.True(trouble.WorseAfter is null || trouble.WorseAfter > trouble.RaisedAfter);
        });
    }
}
