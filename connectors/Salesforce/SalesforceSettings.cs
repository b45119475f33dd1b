using System.Collections.Immutable;
using System.Security.Cryptography;

using Onboarding.Connectors.Settings;

namespace Onboarding.Connectors.Salesforce;

/// <summary>The settings of one connection to Salesforce, checked.</summary>
internal sealed record SalesforceSettings
{
    private const string ByClientCredentials = "client-credentials";
    private const string ByJwtBearer = "jwt-bearer";

    /// <summary>What an operator sets.</summary>
    public static ImmutableArray<SettingDefinition> Definitions { get; } =
    [
        new("LoginUrl", "The organization's My Domain address, such as https://acme.my.salesforce.com."),
        new("AuthMode", $"How the hub signs in: {ByClientCredentials} or {ByJwtBearer}.", Default: ByClientCredentials),
        new("ClientId", "Consumer key of the connected app."),
        new("ClientSecret", $"Consumer secret of the connected app; needed for {ByClientCredentials}.", Secret: true,
            Optional: true),
        new("Username", $"The user in whose name the hub works; needed for {ByJwtBearer}.", Optional: true),
        new("PrivateKey", $"RSA private key (PEM) whose certificate the app holds; needed for {ByJwtBearer}.", Secret: true,
            Optional: true),
        new("ApiVersion", "Version of the API; Salesforce adds three a year and keeps old ones for years.", Default: "67.0"),
        new("PermissionSet", "Name of the permission set that makes the hub's fields visible; set-up makes it.",
            Default: "Onboarding_Hub"),
    ];

    public required Uri LoginUrl { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Null when the hub signs in with a signed assertion.</summary>
    public required Secret? ClientSecret { get; init; }

    /// <summary>Null when the hub signs in with client credentials.</summary>
    public required string? Username { get; init; }

    /// <summary>PEM; null when the hub signs in with client credentials.</summary>
    public required Secret? PrivateKey { get; init; }

    public required string ApiVersion { get; init; }

    public required string PermissionSet { get; init; }

    /// <exception cref="SettingsException">A setting cannot be used, or one that signing in needs is missing.</exception>
    public static SalesforceSettings Read(ConnectionSettings settings)
    {
        Uri login = settings.Address("LoginUrl");
        bool byAssertion = settings.Text("AuthMode") switch
        {
            ByJwtBearer => true,
            ByClientCredentials => false,
            _ => throw new SettingsException(
                "AuthMode", "is no way to sign in", $"Use {ByClientCredentials} or {ByJwtBearer}."),
        };
        if (!byAssertion && login.Host is "login.salesforce.com" or "test.salesforce.com")
        {
            throw new SettingsException(
                "LoginUrl", "is the host that all organizations share, which takes no client credentials",
                "Give the organization's My Domain address (Setup, My Domain).");
        }

        return new SalesforceSettings
        {
            LoginUrl = login,
            ClientId = settings.Text("ClientId"),
            ClientSecret = byAssertion ? null : Needed(settings, "ClientSecret", ByClientCredentials),
            Username = byAssertion ? Needed(settings, "Username", ByJwtBearer).Reveal() : null,
            PrivateKey = byAssertion ? Key(Needed(settings, "PrivateKey", ByJwtBearer)) : null,
            ApiVersion = Version(settings.Text("ApiVersion")),
            PermissionSet = DeveloperName(settings.Text("PermissionSet")),
        };
    }

    private static Secret Needed(ConnectionSettings settings, string name, string mode) =>
        settings.OptionalText(name) is null
            ? throw new SettingsException(name, $"is missing, and {mode} needs it", "Set it, or choose another AuthMode.")
            : settings.Secret(name);

    // An environment variable holds no line break, so "\n" stands for one.
    private static Secret Key(Secret given)
    {
        string pem = given.Reveal().Replace("\\n", "\n", StringComparison.Ordinal);
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            _ = key.ExportParameters(includePrivateParameters: true);
            return new Secret(pem);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new SettingsException(
                "PrivateKey", "is no RSA private key in PEM form",
                "Give the whole file, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----, not encrypted.");
        }
    }

    private static string Version(string text) =>
        text.EndsWith(".0", StringComparison.Ordinal) && text.Length is 4 or 5 && text[..^2].All(char.IsAsciiDigit)
            ? text
            : throw new SettingsException("ApiVersion", "is no version of the API", "Give one such as 67.0.");

    private static string DeveloperName(string text) =>
        char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? text
            : throw new SettingsException(
                "PermissionSet", "is no API name", "Give the API name: letters, digits and underscores, a letter first.");
}
