namespace Onboarding.Connectors.Calls;

/// <summary>A signed-in session. Kept in memory only.</summary>
/// <param name="Address">Root that paths are relative to; may differ from the one before after every sign-in.</param>
/// <param name="Credential">The token or key.</param>
public sealed record PlatformSession(Uri Address, string Credential)
{
    public override string ToString() => $"session at {Address.Host}";
}
