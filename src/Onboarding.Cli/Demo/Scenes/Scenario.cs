using System.Collections.Frozen;
using System.Collections.Immutable;

using Onboarding.Model.Workspaces;

namespace Onboarding.Cli.Demo.Scenes;

/// <summary>
/// Who signs when, and what becomes of it. Each customer has a chance of its own, so that neither the order of work nor
/// the number of customers changes anybody's story.
/// </summary>
internal sealed class Scenario
{
    public const string HighTouch = "high_touch";
    public const string TechTouch = "tech_touch";
    public const string SelfService = "self_service";

    private const int PlannedDays = 90;

    private static readonly ImmutableArray<string> s_industries =
        ["Energy", "Finance", "Healthcare", "Manufacturing", "Retail", "Technology"];

    private readonly WorkspaceSettings _settings;
    private readonly Func<int, string, Random, int> _closedOn;
    private readonly double _paceSpread;
    private readonly FrozenDictionary<string, Customer> _byName;

    private Scenario(
        int seed, int customers, double paceSpread, WorkspaceSettings settings, Func<int, string, Random, int> closedOn)
    {
        Seed = seed;
        _settings = settings;
        _closedOn = closedOn;
        _paceSpread = paceSpread;
        Customers = [.. Enumerable.Range(0, customers).Select(Plan)];
        _byName = Customers.ToFrozenDictionary(customer => customer.Name, StringComparer.Ordinal);
    }

    public int Seed { get; }

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<Customer> Customers { get; }

    /// <summary>The customer of that name, or null.</summary>
    public Customer? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>All deals close early, so that most customers are live in ninety days.</summary>
    public static Scenario Of(int seed, int customers, int days, WorkspaceSettings settings) => new(
        seed, customers, 0.15, settings, (_, tier, random) => ClosedOn(tier, days, random));

    /// <summary>Deals close all the time, and not everybody keeps to the plan.</summary>
    public static Scenario OfYear(int seed, int customers, int days, WorkspaceSettings settings)
    {
        ImmutableArray<int> closings = DealFlow.Of(seed, customers, days);
        return new Scenario(seed, customers, 0.5, settings, (index, _, _) => closings[index]);
    }

    // Of ten customers three are served by people, four by mail and product, three by themselves.
    private static string TierOf(int index) => (index % 10) switch
    {
        0 or 1 or 5 => HighTouch,
        2 or 3 or 6 or 8 => TechTouch,
        _ => SelfService,
    };

    private Customer Plan(int index)
    {
        // Multiplied, so that neighbouring seeds and customers do not share their draws.
        var random = new Random(unchecked((Seed * 7_919) + (index * 104_729)));
        string tier = TierOf(index);
        string name = NameBook.Company(Seed, index);
        int closedOn = _closedOn(index, tier, random);
        ImmutableArray<Stakeholder> stakeholders = Stakeholders(name, random);
        ImmutableArray<string> leftOut = LeftOut(index, tier, random);
        return new Customer
        {
            Name = name,
            Tier = tier,
            AnnualRecurringRevenue = Revenue(tier, random),
            Complexity = tier == HighTouch ? Pick(random, "medium", "high") : tier == TechTouch ? Pick(random, "low", "medium") : "low",
            Path = tier == HighTouch ? "enterprise" : tier == TechTouch ? Pick(random, "smb", "smb", "partner_led") : "smb",
            Industry = s_industries[random.Next(s_industries.Length)],
            Employees = tier == HighTouch ? random.Next(800, 9_000) : random.Next(10, 600),
            Website = $"https://{Slug(name)}.example",
            Stakeholders = stakeholders,
            SoldBy = Pick(random, [.. PeopleOf("ae")]),
            EnteredOn = Math.Max(1, closedOn - random.Next(3, 10)),
            ClosedOn = closedOn,
            LeftOut = leftOut,
            MendsAfter = random.Next(2, 7),
            EarlyCsOwner = index % 6 == 1 && !leftOut.IsEmpty ? Pick(random, [.. PeopleOf("csm")]) : null,
            Pace = (tier == SelfService ? 0.5 : 0.6) + (random.NextDouble() * _paceSpread),
            StallsAfter = index % 5 == 2 || index % 20 == 5 ? StallsAfter(tier, random) : null,
            Outcomes = OutcomesOf(tier, random),
        };
    }

    // High-touch deals close early: their onboarding alone takes ten to twelve weeks.
    private static int ClosedOn(string tier, int days, Random random)
    {
        int planned = tier switch
        {
            HighTouch => 2 + random.Next(11),
            TechTouch => 3 + random.Next(27),
            _ => 4 + random.Next(31),
        };
        return DemoDays.WorkingDayFrom(days >= PlannedDays ? planned : 1 + (planned * days / PlannedDays));
    }

    private static decimal Revenue(string tier, Random random) => 100 * tier switch
    {
        HighTouch => random.Next(600, 2_400),
        TechTouch => random.Next(120, 450),
        _ => random.Next(18, 90),
    };

    // About a third of all deals come with gaps.
    private ImmutableArray<string> LeftOut(int index, string tier, Random random)
    {
        string[] required = [.. _settings.RequiredHandoffFields(tier)];
        random.Shuffle(required);
        int count = random.Next(1, 3);
        return index % 3 == 1 ? [.. required.Take(count).Order(StringComparer.Ordinal)] : [];
    }

    private static ImmutableArray<Stakeholder> Stakeholders(string company, Random random)
    {
        (string Title, string Role)[] seats =
        [
            ("Chief Operating Officer", "Executive Sponsor"), ("Head of IT", "Technical Buyer"),
            ("Team Lead Operations", "Business User"),
        ];
        var people = ImmutableArray.CreateBuilder<Stakeholder>();
        foreach ((string title, string role) in seats)
        {
            (string first, string last) = NameBook.Person(random);
            // The seat makes the address unique where a company has two people of one name.
            string mail = $"{first}.{last}.{people.Count + 1}@{Slug(company)}.example".ToLowerInvariant();
            people.Add(new Stakeholder(first, last, mail, title, role));
        }

        return people.ToImmutable();
    }

    private static int StallsAfter(string tier, Random random) => random.Next(4) + tier switch
    {
        HighTouch => 22,
        TechTouch => 12,
        _ => 4,
    };

    private static Outcomes OutcomesOf(string tier, Random random) => tier switch
    {
        HighTouch => new Outcomes
        {
            FirstLogin = 1 + random.Next(3),
            SetupCompleted = 4 + random.Next(4),
            FirstFeatureAdopted = 8 + random.Next(3),
            FirstValue = 11 + random.Next(6),
            IntegrationLive = 40 + random.Next(8),
            ActiveUsage = 55 + random.Next(8),
        },
        TechTouch => new Outcomes
        {
            FirstLogin = 1 + random.Next(2),
            SetupCompleted = 3 + random.Next(3),
            FirstFeatureAdopted = 6 + random.Next(2),
            FirstValue = 8 + random.Next(5),
            IntegrationLive = 22 + random.Next(6),
            ActiveUsage = 32 + random.Next(6),
        },
        _ => new Outcomes
        {
            FirstLogin = 1,
            SetupCompleted = 2,
            FirstFeatureAdopted = 3,
            FirstValue = 4 + random.Next(4),
            IntegrationLive = null,
            ActiveUsage = 11 + random.Next(5),
        },
    };

    private IEnumerable<string> PeopleOf(string role) => _settings.Roles
        .Where(line => line.Role == role)
        .SelectMany(line => line.People)
        .Distinct(StringComparer.Ordinal);

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static string Slug(string name) => name.Replace(' ', '-').ToLowerInvariant();
}
