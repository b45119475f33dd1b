namespace Onboarding.Connectors.Mappings;

/// <summary>Which way a field flows.</summary>
public enum MappingDirection
{
    /// <summary>From the platform to the hub.</summary>
    In,

    /// <summary>From the hub to the platform.</summary>
    Out,
    Both,
}
