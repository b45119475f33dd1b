using System.Text;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Settings;

namespace Onboarding.Connectors.Gainsight;

/// <summary>Makes the requests that all parts of the connector have in common.</summary>
internal static class GainsightCalls
{
    /// <summary>Place of the object's name in a path.</summary>
    public const string ObjectMark = "{object}";

    public static string PathOf(string template, string objectName) =>
        template.Replace(ObjectMark, Uri.EscapeDataString(objectName), StringComparison.Ordinal);

    public static PlatformRequest Json(
        HttpMethod method, string path, JsonObject body, string purpose, bool repeatable) =>
        new()
        {
            Method = method,
            Path = path,
            Content = Encoding.UTF8.GetBytes(body.ToJsonString()),
            Purpose = purpose,
            Repeatable = repeatable,
        };

    /// <summary>The machine-to-machine sign-in ("Generate REST API Key").</summary>
    public static PlatformRequest Token(string path, string clientId, Secret clientSecret)
    {
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret.Reveal()}"));
        return new PlatformRequest
        {
            Method = HttpMethod.Post,
            Path = path,
            Content = "grant_type=client_credentials"u8.ToArray(),
            ContentType = "application/x-www-form-urlencoded",
            Purpose = "sign in",
            Repeatable = true,
        }.WithHeader("Authorization", $"Basic {basic}");
    }
}
