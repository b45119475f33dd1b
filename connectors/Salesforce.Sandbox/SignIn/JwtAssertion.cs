using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Onboarding.Connectors.Salesforce.Sandbox.SignIn;

/// <summary>
/// Checks the assertion of the JWT bearer flow: RS256 under the app's certificate, the consumer key as issuer, the
/// login host as audience, not yet expired (Salesforce Help, "OAuth 2.0 JWT Bearer Flow for Server-to-Server
/// Integration").
/// </summary>
internal static class JwtAssertion
{
    private static readonly string[] Audiences = ["https://login.salesforce.com", "https://test.salesforce.com"];

    /// <summary>The subject, a username, of a valid assertion.</summary>
    /// <exception cref="TokenRefusedException">The assertion does not hold.</exception>
    public static string Subject(
        string assertion, string clientId, string? publicKeyPem, string siteUrl, DateTimeOffset now)
    {
        if (publicKeyPem is null || assertion.Split('.') is not [var header, var claims, var signature])
        {
            throw new TokenRefusedException("invalid_grant", "invalid assertion");
        }

        try
        {
            Verify(header, claims, signature, publicKeyPem);
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return Check(document.RootElement, clientId, siteUrl, now);
        }
        catch (Exception e) when (e is FormatException or JsonException or CryptographicException
            or InvalidOperationException or KeyNotFoundException)
        {
            throw new TokenRefusedException("invalid_grant", "invalid assertion");
        }
    }

    private static void Verify(string header, string claims, string signature, string publicKeyPem)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
        using var key = RSA.Create();
        key.ImportFromPem(publicKeyPem);
        if (document.RootElement.GetProperty("alg").GetString() != "RS256"
            || !key.VerifyData(
                Encoding.ASCII.GetBytes($"{header}.{claims}"),
                Base64Url.DecodeFromChars(signature),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1))
        {
            throw new TokenRefusedException("invalid_grant", "invalid assertion");
        }
    }

    private static string Check(JsonElement claims, string clientId, string siteUrl, DateTimeOffset now)
    {
        if (claims.GetProperty("iss").GetString() != clientId)
        {
            throw new TokenRefusedException("invalid_client_id", "client identifier invalid");
        }

        var audience = claims.GetProperty("aud").GetString() ?? "";
        if (!Audiences.Contains(audience, StringComparer.Ordinal)
            && !string.Equals(audience.TrimEnd('/'), siteUrl.TrimEnd('/'), StringComparison.Ordinal))
        {
            throw new TokenRefusedException("invalid_grant", "audience is invalid");
        }

        return claims.GetProperty("exp").GetInt64() <= now.ToUnixTimeSeconds()
            ? throw new TokenRefusedException("invalid_grant", "expired authorization code")
            : claims.GetProperty("sub").GetString() ?? "";
    }
}
