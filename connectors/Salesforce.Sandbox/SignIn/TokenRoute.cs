using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rest;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;

namespace Onboarding.Connectors.Salesforce.Sandbox.SignIn;

/// <summary>
/// POST /services/oauth2/token: client credentials by form or Basic, and JWT bearer (Salesforce Help, "OAuth
/// Endpoints", "OAuth 2.0 Client Credentials Flow"). Neither answer has a refresh token or an expiry.
/// </summary>
internal sealed class TokenRoute(SalesforceSandboxOptions options, SalesforceWorld world, Sessions sessions)
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public RestAnswer Answer(IReadOnlyDictionary<string, string> form, string? authorization, Uri instance)
    {
        try
        {
            return form.GetValueOrDefault("grant_type") switch
            {
                null or "" => throw new TokenRefusedException("invalid_request", "grant type missing"),
                "client_credentials" => Issue(RunAsUser(form, authorization), instance, withSignature: true),
                JwtBearer => Issue(Subject(form, instance), instance, withSignature: false),
                _ => throw new TokenRefusedException("unsupported_grant_type", "grant type not supported"),
            };
        }
        catch (TokenRefusedException refused)
        {
            return new RestAnswer(
                400, new JsonObject { ["error"] = refused.Error, ["error_description"] = refused.Message });
        }
    }

    public RestAnswer Revoke(string? token) => token is not null && sessions.Close(token)
        ? new RestAnswer(200)
        : new RestAnswer(400, new JsonObject
        {
            ["error"] = "unsupported_token_type",
            ["error_description"] = "this token is not a valid token",
        });

    private string RunAsUser(IReadOnlyDictionary<string, string> form, string? authorization)
    {
        var (id, secret) = Basic(authorization)
            ?? (form.GetValueOrDefault("client_id"), form.GetValueOrDefault("client_secret"));
        if (id != options.ClientId)
        {
            throw new TokenRefusedException("invalid_client_id", "client identifier invalid");
        }

        return secret != options.ClientSecret
            ? throw new TokenRefusedException("invalid_client", "invalid client credentials")
            : options.ClientCredentialsEnabled ? Active(world.HubUserId)
            : throw new TokenRefusedException("invalid_grant", "no client credentials user enabled");
    }

    private string Subject(IReadOnlyDictionary<string, string> form, Uri instance)
    {
        var username = JwtAssertion.Subject(
            form.GetValueOrDefault("assertion") ?? "",
            options.ClientId,
            options.JwtPublicKeyPem,
            instance.ToString(),
            world.Clock.GetUtcNow());
        return username == world.HubUsername
            ? Active(world.HubUserId)
            : throw new TokenRefusedException("invalid_grant", "user hasn't approved this consumer");
    }

    private string Active(string userId) => world.Store.Find(userId) is { } user && user.Flag("IsActive")
        ? userId
        : throw new TokenRefusedException("invalid_grant", "user is inactive");

    private RestAnswer Issue(string userId, Uri instance, bool withSignature)
    {
        var issuedAt = world.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var id = $"https://login.salesforce.com/id/{world.OrganizationId}/{userId}";
        var json = new JsonObject
        {
            ["access_token"] = sessions.Open(userId),
            ["scope"] = "api",
            ["instance_url"] = instance.GetLeftPart(UriPartial.Authority),
            ["id"] = id,
            ["token_type"] = "Bearer",
        };
        if (withSignature)
        {
            json["issued_at"] = issuedAt;
            json["signature"] = Convert.ToBase64String(
                HMACSHA256.HashData(
                    Encoding.UTF8.GetBytes(options.ClientSecret), Encoding.UTF8.GetBytes(id + issuedAt)));
        }

        return RestAnswer.Ok(json);
    }

    private static (string? Id, string? Secret)? Basic(string? authorization)
    {
        if (authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : throw new TokenRefusedException("invalid_client", "invalid client credentials");
    }
}
