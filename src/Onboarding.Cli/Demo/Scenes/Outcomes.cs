namespace Onboarding.Cli.Demo.Scenes;

/// <summary>
/// When a customer gets how far with the product, in days of progress since the onboarding began; days in which the
/// customer is stalled do not count. What the customer-success platform learns from the product.
/// </summary>
internal sealed record Outcomes
{
    public required int FirstLogin { get; init; }

    public required int SetupCompleted { get; init; }

    public required int FirstFeatureAdopted { get; init; }

    public required int FirstValue { get; init; }

    /// <summary>When the first integration carries production traffic; null where none is sold.</summary>
    public required int? IntegrationLive { get; init; }

    /// <summary>When more than three quarters of the users are active.</summary>
    public required int ActiveUsage { get; init; }
}
