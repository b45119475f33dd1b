namespace Onboarding.Connectors.Setup;

/// <summary>What a look at the platform found.</summary>
/// <param name="Done">Whether nothing is left to do.</param>
/// <param name="Found">What stands there now, for a person; null when there is nothing.</param>
/// <param name="Context">What the step needs to remember for doing it, such as an id.</param>
public sealed record SetupFinding(bool Done, string? Found = null, string? Context = null);
