using System.Collections.Immutable;

namespace Onboarding.Cli.Demo.Scenes;

/// <summary>Names for customers and their people. Companies are named by number, so that no two are alike.</summary>
internal static class NameBook
{
    private static readonly ImmutableArray<string> s_firstWords =
    [
        "Alder", "Birch", "Cedar", "Delta", "Elm", "Falcon", "Granite", "Harbor", "Indigo", "Juniper", "Kestrel", "Linden",
        "Maple", "Northwind", "Orchard", "Pioneer", "Quartz", "Raven", "Summit", "Tamarack", "Umber", "Vertex", "Willow",
        "Yarrow", "Zephyr",
    ];

    private static readonly ImmutableArray<string> s_secondWords =
    [
        "Logistics", "Foods", "Robotics", "Health", "Energy", "Media", "Retail", "Instruments", "Travel", "Textiles",
        "Finance", "Farms", "Studios", "Pharma", "Systems", "Motors", "Paper", "Tools", "Glass", "Water",
    ];

    private static readonly ImmutableArray<string> s_firstNames =
    [
        "Amelie", "Ben", "Clara", "David", "Eva", "Felix", "Greta", "Hugo", "Irina", "Jan", "Klara", "Leo", "Maria", "Nils",
        "Olga", "Paul", "Rosa", "Simon", "Tina", "Viktor",
    ];

    private static readonly ImmutableArray<string> s_lastNames =
    [
        "Adler", "Brandt", "Costa", "Dorn", "Egger", "Fischer", "Graf", "Huber", "Ivanova", "Jung", "Keller", "Lang", "Moser",
        "Nowak", "Ott", "Pichler", "Roth", "Steiner", "Thaler", "Winkler",
    ];

    // What follows where there are more companies than pairs of words.
    private static readonly ImmutableArray<string> s_places =
        ["", " North", " South", " East", " West", " Nordic", " Alpine", " Atlantic", " Baltic", " Iberia"];

    private static int Pairs => s_firstWords.Length * s_secondWords.Length;

    /// <summary>How many companies can be named.</summary>
    public static int CompaniesMax => Pairs * s_places.Length;

    /// <summary>The name of a company by its number; different seeds begin at different places.</summary>
    public static string Company(int seed, int index)
    {
        int at = index + SeededDraw.Below(Pairs, seed, "companies");
        (int round, int first) = Math.DivRem(at % Pairs, s_firstWords.Length);
        string place = s_places[index / Pairs];
        // Each first word meets each second word once, and neighbours do not share theirs.
        return $"{s_firstWords[first]} {s_secondWords[(round + (first * 7)) % s_secondWords.Length]}{place}";
    }

    public static (string First, string Last) Person(Random random) =>
        (s_firstNames[random.Next(s_firstNames.Length)], s_lastNames[random.Next(s_lastNames.Length)]);

    /// <summary>"carla.berger@example.com" is Carla Berger to people.</summary>
    public static string OfMail(string mail)
    {
        string local = mail.Split('@')[0];
        return string.Join(' ', local.Split('.', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part is "cs" ? "CS" : char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
