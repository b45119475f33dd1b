using Onboarding.Hub.Api.Callers;

namespace Onboarding.Hub.Api;

/// <summary>One caller as the configuration names it. The token itself is never configured, only its hash.</summary>
public sealed class TokenSettings
{
    /// <summary>Stands in <see cref="Workspaces"/> for all of them.</summary>
    public const string AllWorkspaces = "*";

    /// <summary>SHA-256 of the bearer token, 64 hexadecimal digits: <c>printf %s "$TOKEN" | sha256sum</c>.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Who that is: a mail address or the name of a service. The journal names it.</summary>
    public string Actor { get; set; } = "";

    /// <summary>The workspaces that the caller may see; "*" for all.</summary>
    public List<string> Workspaces { get; set; } = [];

    public CallerRole Role { get; set; } = CallerRole.Viewer;

    internal string? Fault(string key)
    {
        if (Sha256.Length != 64 || !Sha256.All(char.IsAsciiHexDigit))
        {
            return $"{key}:Sha256 is no SHA-256; set it to the 64 hexadecimal digits of the token's hash.";
        }

        if (string.IsNullOrWhiteSpace(Actor) || Actor.Length > 254)
        {
            return $"{key}:Actor is missing or too long; set it to the caller's mail address or name.";
        }

        if (Workspaces.Count == 0)
        {
            return $"{key}:Workspaces is empty; name the workspaces that the caller may see, or \"*\".";
        }

        return Enum.IsDefined(Role) ? null : $"{key}:Role is unknown; set it to Viewer, Member or Operator.";
    }
}
