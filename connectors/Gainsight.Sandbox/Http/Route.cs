namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One call that the platform answers.</summary>
internal sealed record Route(
    string Method,
    string Template,
    GainsightCallKind Kind,
    Func<GainsightRequest, Reply> Answer,
    LimitFamily Family = LimitFamily.Sync);
