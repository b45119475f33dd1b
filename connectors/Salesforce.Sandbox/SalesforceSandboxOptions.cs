namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>How the sandbox is set up.</summary>
public sealed record SalesforceSandboxOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The consumer key of the one connected app.</summary>
    public string ClientId { get; init; } = "3MVG9.onboarding.hub";

    /// <summary>The consumer secret of the app.</summary>
    public string ClientSecret { get; init; } = "sandbox-consumer-secret";

    /// <summary>
    /// The RSA public key (PEM) that JWT assertions are verified with, or null when the app takes none.
    /// </summary>
    public string? JwtPublicKeyPem { get; init; }

    /// <summary>False when the app has no Run-As user, so that the client-credentials flow is refused.</summary>
    public bool ClientCredentialsEnabled { get; init; } = true;

    /// <summary>A session ends when it has rested this long ("Session Settings, Timeout Value").</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// The newest API version that is served, such as 67 for v67.0; 36 versions before it are served too.
    /// </summary>
    public int ApiVersionMax { get; init; } = 67;

    /// <summary>Calls in any 24 hours ("App Limits Cheat Sheet, API Request Limits and Allocations").</summary>
    public int DailyCallsMax { get; init; } = 100_000;

    /// <summary>Rows on a page at most; the platform itself never gives more than 2,000 and may give fewer.</summary>
    public int PageRowsMax { get; init; } = 2000;

    /// <summary>How long an unused query cursor lives.</summary>
    public TimeSpan CursorLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Cursors that one user may hold open; an older one gives way to a newer.</summary>
    public int OpenCursorsMax { get; init; } = 10;

    /// <summary>
    /// The key of the matches in a DUPLICATES_DETECTED answer: the platform has been seen with two spellings.
    /// </summary>
    public string DuplicateResultKey { get; init; } = "duplicateResut";

    /// <summary>The seed of everything that would be random, such as tokens.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The faults that calls and edits meet.</summary>
    public SalesforceFaults Faults { get; init; } = SalesforceFaults.None;
}
