namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Families of calls that have limits of their own.</summary>
internal enum LimitFamily
{
    Sync,
    Async,
    Users,
    Timeline,
}
