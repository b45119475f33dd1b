using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

namespace Onboarding.Connectors.Salesforce;

/// <summary>
/// Signs in with client credentials or a signed assertion (Salesforce Help, "OAuth 2.0 Client Credentials Flow", "OAuth
/// 2.0 JWT Bearer Flow for Server-to-Server Integration"). Neither answer has a refresh token or an expiry.
/// </summary>
internal sealed class SalesforceSignIn(SalesforceSettings settings)
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static readonly TimeSpan s_assertionLife = TimeSpan.FromMinutes(3);

    public PlatformRequest Request(DateTimeOffset now) => new()
    {
        Method = HttpMethod.Post,
        Path = "/services/oauth2/token",
        Content = Encoding.ASCII.GetBytes(settings.ClientSecret is { } secret
            ? Form(("grant_type", "client_credentials"), ("client_id", settings.ClientId), ("client_secret", secret.Reveal()))
            : Form(("grant_type", JwtBearer), ("assertion", Assertion(now)))),
        ContentType = "application/x-www-form-urlencoded",
        Purpose = "sign in",
        Repeatable = true,
    };

    /// <exception cref="ConnectorException">Sign-in was refused.</exception>
    /// <exception cref="JsonException">The answer is not the platform's.</exception>
    public PlatformSession Read(PlatformResponse response)
    {
        if (response.StatusCode != 200)
        {
            throw new ConnectorException(FailureOf(response));
        }

        JsonElement answer = JsonElement.Parse(response.Content);
        string token = answer.Text("access_token") ?? throw new JsonException("The answer has no token.");
        return Uri.TryCreate(answer.Text("instance_url"), UriKind.Absolute, out Uri? instance)
            && (instance.Scheme == Uri.UriSchemeHttps || instance.IsLoopback)
            ? new PlatformSession(instance, token)
            : throw new JsonException("The answer has no instance address.");
    }

    private static Failure FailureOf(PlatformResponse response)
    {
        if (response.StatusCode != 400 && response.StatusCode != 401)
        {
            return SalesforceFailures.OfStatus(response, "sign in");
        }

        // Errors of sign-in are an object, never the list that is used elsewhere, and the description may be missing.
        JsonElement answer = JsonElement.Parse(response.Content);
        string error = answer.Text("error") ?? throw new JsonException("The answer has no error.");
        string description = answer.Text("error_description") ?? "";
        return new Failure(
            FailureKind.Misconfigured, $"Salesforce refused the sign-in ({error}). {Remedy(error, description)}");
    }

    private static string Remedy(string error, string description) => error switch
    {
        "invalid_grant" when description.Contains("no client credentials user", StringComparison.OrdinalIgnoreCase) =>
            "Switch the client-credentials flow on in the connected app and name the user it runs as.",
        "invalid_grant" when description.Contains("approved", StringComparison.OrdinalIgnoreCase) =>
            "Approve the user for the connected app (Manage, Permitted Users: admin approved; then a permission set).",
        "invalid_grant" when description.Contains("inactive", StringComparison.OrdinalIgnoreCase) =>
            "Activate the user that the hub works as.",
        "invalid_grant" when description.Contains("audience", StringComparison.OrdinalIgnoreCase) =>
            "Set LoginUrl to the organization's own address; a sandbox has .sandbox. in it.",
        "invalid_grant" when description.Contains("expired", StringComparison.OrdinalIgnoreCase) =>
            "Set the clock of the hub's machine: a signed assertion is good for minutes.",
        "invalid_grant" => "Check Username and PrivateKey against the connected app: its certificate must belong to the key.",
        "invalid_client_id" => "Set ClientId to the consumer key of the connected app; a new app takes minutes to be known.",
        "invalid_client" => "Set ClientSecret to the consumer secret of the connected app.",
        "unsupported_grant_type" => "Switch this flow on in the connected app, or choose another AuthMode.",
        _ => "Look at the connected app and at the user's login history in Setup.",
    };

    private string Assertion(DateTimeOffset now)
    {
        using var claims = new MemoryStream();
        using (var writer = new Utf8JsonWriter(claims))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", settings.ClientId);
            writer.WriteString("sub", settings.Username);
            writer.WriteString("aud", Audience());
            writer.WriteNumber("exp", (now + s_assertionLife).ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        string signed = $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{Base64Url.EncodeToString(claims.ToArray())}";
        // Made anew each time: sign-ins are rare, and a key object is not for several threads.
        using var key = RSA.Create();
        key.ImportFromPem(settings.PrivateKey!.Value.Reveal());
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private string Audience() =>
        settings.LoginUrl.Host.Contains(".sandbox.", StringComparison.OrdinalIgnoreCase)
            || settings.LoginUrl.Host == "test.salesforce.com"
            ? "https://test.salesforce.com"
            : "https://login.salesforce.com";

    private static string Form(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var form = new StringBuilder();
        foreach ((string name, string value) in fields)
        {
            form.Append(form.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return form.ToString();
    }
}
