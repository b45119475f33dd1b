namespace Onboarding.Connectors.Settings;

/// <summary>One setting of a connection.</summary>
/// <param name="Name">Key in the configuration, such as "ClientSecret".</param>
/// <param name="Meaning">What it is and where the operator finds it, in one sentence.</param>
/// <param name="Default">The value used where none is given; null makes the setting required unless <paramref name="Optional"/>.</param>
/// <param name="Secret">Whether the value is a secret: never shown, logged or stored in clear.</param>
/// <param name="Optional">Whether it may be left out though it has no default.</param>
public sealed record SettingDefinition(
    string Name, string Meaning, string? Default = null, bool Secret = false, bool Optional = false);
