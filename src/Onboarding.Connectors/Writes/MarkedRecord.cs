namespace Onboarding.Connectors.Writes;

/// <summary>A record that carries a marker of the hub.</summary>
/// <param name="Marker">The hub's key that went with the create.</param>
/// <param name="ExternalId">Its id on the platform.</param>
public sealed record MarkedRecord(string Marker, string ExternalId);
