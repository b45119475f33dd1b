namespace Onboarding.Model.Deliveries;

/// <summary>Lifecycle of a delivery.</summary>
public enum DeliveryPhase
{
    /// <summary>Not taken by the system yet; it is sent when its next attempt is due.</summary>
    Pending,

    /// <summary>The system took it.</summary>
    Delivered,

    /// <summary>The system refused it, or could not be reached in all attempts.</summary>
    Failed,

    /// <summary>The system has no address in this workspace, so it was never sent.</summary>
    Unroutable,

    /// <summary>Nobody needs it any more.</summary>
    Recalled,
}
