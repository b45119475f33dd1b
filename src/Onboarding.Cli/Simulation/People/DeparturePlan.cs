using System.Collections.Immutable;

using Onboarding.Cli.Demo.Scenes;
using Onboarding.Model.Workspaces;

namespace Onboarding.Cli.Simulation.People;

/// <summary>Who leaves when, from the seed: about every tenth week somebody.</summary>
internal static class DeparturePlan
{
    private const int EveryDays = 70;

    // The first is a customer-success manager: that is who holds most.
    private static readonly ImmutableArray<string> s_roles = ["csm", "implementation", "csm", "csm_lead", "training"];

    /// <summary>In the order in which they come.</summary>
    public static ImmutableArray<Departure> Of(int seed, int days, WorkspaceSettings settings)
    {
        var holders = settings.Roles
            .GroupBy(line => line.Role, StringComparer.Ordinal)
            .ToDictionary(role => role.Key, role => role.First().People.ToList(), StringComparer.Ordinal);
        var staff = settings.Roles.SelectMany(line => line.People).ToHashSet(StringComparer.Ordinal);
        var random = new Random(unchecked((seed * 3_571) + 5));
        var departures = ImmutableArray.CreateBuilder<Departure>();
        for (int index = 0; DayOf(index, random) is var day && day < days; index++)
        {
            string role = s_roles[index % s_roles.Length];
            List<string> people = holders[role];
            int who = random.Next(people.Count);
            string successor = Newcomer(random, staff);
            departures.Add(new Departure(day, role, people[who], successor));
            people[who] = successor;
        }

        return departures.ToImmutable();
    }

    private static int DayOf(int index, Random random) =>
        DemoDays.WorkingDayFrom(((index + 1) * EveryDays) - 20 + random.Next(20));

    private static string Newcomer(Random random, HashSet<string> staff)
    {
        string mail;
        do
        {
            (string first, string last) = NameBook.Person(random);
            mail = $"{first}.{last}@example.com".ToLowerInvariant();
        }
        while (!staff.Add(mail));
        return mail;
    }
}
