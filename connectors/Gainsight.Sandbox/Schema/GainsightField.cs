namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One field of an object, with the rules that a write must keep.</summary>
public sealed record GainsightField
{
    /// <summary>API name, such as <c>RenewalDate</c> or <c>Hub_Key__gc</c>; matched without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>Type of the values.</summary>
    public required GainsightFieldKind Kind { get; init; }

    /// <summary>Longest text, in UTF-16 units; a longer value is refused with GSOBJ_1001.</summary>
    public int LengthMax { get; init; } = 255;

    /// <summary>A row cannot be without it (GSOBJ_1007).</summary>
    public bool Required { get; init; }

    /// <summary>The API refuses to write it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Name of the picklist category whose items are the only values; null for a free field.</summary>
    public string? Category { get; init; }

    /// <summary>Name of the object that a lookup points to; null for other kinds.</summary>
    public string? Target { get; init; }

    /// <summary>The row is deleted together with the row that this lookup names.</summary>
    public bool DeletedWithTarget { get; init; }

    /// <summary>A text field.</summary>
    public static GainsightField Text(string name, int lengthMax = 255) =>
        new() { Name = name, Kind = GainsightFieldKind.String, LengthMax = lengthMax };

    /// <summary>An HTML field of at most 131,072 characters.</summary>
    public static GainsightField RichText(string name) =>
        new() { Name = name, Kind = GainsightFieldKind.RichText, LengthMax = 131_072 };

    /// <summary>A mail address field.</summary>
    public static GainsightField Email(string name) => new() { Name = name, Kind = GainsightFieldKind.Email };

    /// <summary>A number field.</summary>
    public static GainsightField Number(string name) => new() { Name = name, Kind = GainsightFieldKind.Number };

    /// <summary>A true-or-false field.</summary>
    public static GainsightField Boolean(string name) => new() { Name = name, Kind = GainsightFieldKind.Boolean };

    /// <summary>A calendar date field.</summary>
    public static GainsightField Date(string name) => new() { Name = name, Kind = GainsightFieldKind.Date };

    /// <summary>An instant field.</summary>
    public static GainsightField DateTime(string name) => new() { Name = name, Kind = GainsightFieldKind.DateTime };

    /// <summary>A picklist field over the items of a category.</summary>
    public static GainsightField Picklist(string name, string category) =>
        new() { Name = name, Kind = GainsightFieldKind.Picklist, Category = category };

    /// <summary>A reference to a row of another object.</summary>
    public static GainsightField Lookup(string name, string target) =>
        new() { Name = name, Kind = GainsightFieldKind.Lookup, Target = target };
}
