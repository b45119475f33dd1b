namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>How a sandbox is set up. The defaults are a tenant that behaves as documented and has no fault.</summary>
public sealed record GainsightSandboxOptions
{
    /// <summary>Port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Seed of all ids and of the turn of empty answers.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The tenant's access key.</summary>
    public string AccessKey { get; init; } = "sandbox-access-key";

    /// <summary>Client id of the machine-to-machine sign-in.</summary>
    public string ClientId { get; init; } = "sandbox-client";

    /// <summary>Client secret of the machine-to-machine sign-in.</summary>
    public string ClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>Life of a token; 86,400 seconds in the sample of "Generate REST API Key".</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Until an asynchronous person batch is applied; "People API Documentation" speaks of up to 30 minutes.
    /// </summary>
    public TimeSpan PersonAsyncDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Answers that are not the same on all tenants.</summary>
    public GainsightVariants Variants { get; init; } = new();

    /// <summary>Call limits.</summary>
    public GainsightLimits Limits { get; init; } = new();

    /// <summary>Faults at the start; <see cref="GainsightSandbox.Faults"/> changes them later.</summary>
    public GainsightFaults Faults { get; init; } = GainsightFaults.None;
}
