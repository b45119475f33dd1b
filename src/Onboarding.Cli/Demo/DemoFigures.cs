using System.Text.Json.Serialization;

namespace Onboarding.Cli.Demo;

/// <summary>What the demo comes to, as one JSON object.</summary>
internal sealed record DemoFigures
{
    public required int Onboardings { get; init; }

    public required int Live { get; init; }

    public required int BlockedHandoffs { get; init; }

    public required int Escalations { get; init; }

    /// <summary>Set-up actions that their systems confirmed.</summary>
    public required int SetupActions { get; init; }

    /// <summary>Median days from closed-won to first value, by tier; a tier where nobody got there is absent.</summary>
    public required IReadOnlyDictionary<string, decimal> TimeToValueDays { get; init; }

    /// <summary>Calls that the platforms count, by connection.</summary>
    public required IReadOnlyDictionary<string, long> ApiCalls { get; init; }

    /// <summary>The fewest by the vendors' rules, by connection.</summary>
    public required IReadOnlyDictionary<string, long> ApiCallsMinimum { get; init; }

    public required int Lost { get; init; }

    public required int Duplicated { get; init; }

    public required int InconsistentFields { get; init; }

    public required int Seed { get; init; }

    public required double WallSeconds { get; init; }
}

/// <summary>How the figures are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoFigures))]
internal sealed partial class DemoJson : JsonSerializerContext;
