namespace Onboarding.Model.Signals;

/// <summary>What the catalogue says of one kind of signal.</summary>
public sealed record SignalDefinition
{
    public required SignalKind Kind { get; init; }

    /// <summary>Name in lower snake case, as playbook files write it.</summary>
    public required string Name { get; init; }

    /// <summary>Unit of the value, in the plural; "times" for events.</summary>
    public required string Unit { get; init; }

    /// <summary>Smallest value that can be reported.</summary>
    public required decimal Min { get; init; }

    /// <summary>Largest value that can be reported.</summary>
    public required decimal Max { get; init; }

    public required SignalPolarity Polarity { get; init; }

    /// <summary>Whether only whole numbers can be reported.</summary>
    public bool Whole { get; init; }

    /// <summary>Meaning in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>Canonical field of the account that carries it, so that it comes by sync; null when none does.</summary>
    public string? AccountField { get; init; }

    /// <summary>Why the value is none of this signal's; null when it is one.</summary>
    public string? Fault(decimal value)
    {
        if (value < Min || value > Max)
        {
            return $"{Name} is from {Min} to {Max} {Unit}, not {value}";
        }

        return Whole && value != decimal.Truncate(value) ? $"{Name} is a whole number of {Unit}, not {value}" : null;
    }
}
