using System.Collections.Immutable;
using System.Globalization;

using Microsoft.Extensions.Configuration;

using Onboarding.Hub.Deliveries;
using Onboarding.Model.Ids;

namespace Onboarding.Hub.Hosting;

/// <summary>Reads the sections <c>Endpoints:{name}</c>: where the systems of each workspace take what is asked of them.</summary>
internal static class EndpointReader
{
    private static readonly TimeSpan s_timeoutDefault = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_timeoutMin = TimeSpan.FromSeconds(1);

    private static readonly ImmutableHashSet<string> s_keys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "Workspace", "System", "Url", "Secrets", "Timeout");

    /// <summary>Longest time of an attempt: well within the lease under which it is made.</summary>
    public static TimeSpan TimeoutMax { get; } = TimeSpan.FromSeconds(20);

    public static ImmutableArray<SystemEndpoint> Read(
        IConfiguration configuration, IReadOnlyCollection<WorkspaceId> workspaces,
        ImmutableArray<string>.Builder faults)
    {
        var endpoints = ImmutableArray.CreateBuilder<SystemEndpoint>();
        foreach (IConfigurationSection section in configuration.GetSection("Endpoints").GetChildren())
        {
            faults.AddRange(section.GetChildren()
                .Where(setting => !s_keys.Contains(setting.Key))
                .Select(setting => $"{setting.Path}: is no setting of an endpoint. It takes "
                    + $"{string.Join(", ", s_keys.Order(StringComparer.Ordinal))}."));
            var endpoint = new SystemEndpoint
            {
                Name = section.Key,
                Workspace = WorkspaceOf(section, workspaces, faults),
                System = SystemOf(section, faults),
                Url = UrlOf(section, faults),
                Secrets = SecretsOf(section, faults),
                Timeout = TimeoutOf(section, faults),
            };
            if (endpoints.FirstOrDefault(
                other => other.Workspace == endpoint.Workspace && other.System == endpoint.System) is { } first)
            {
                faults.Add($"{section.Path}:System: endpoint {first.Name} serves the system '{endpoint.System}' of workspace "
                    + $"{endpoint.Workspace} already. Remove one of them.");
            }

            endpoints.Add(endpoint);
        }

        return endpoints.ToImmutable();
    }

    private static WorkspaceId WorkspaceOf(
        IConfigurationSection section, IReadOnlyCollection<WorkspaceId> workspaces,
        ImmutableArray<string>.Builder faults)
    {
        var workspace = new WorkspaceId(section["Workspace"] ?? "");
        if (!workspaces.Contains(workspace))
        {
            faults.Add($"{section.Path}:Workspace: '{workspace}' is no workspace of this configuration. Name one of "
                + $"{string.Join(", ", workspaces.Select(known => known.Value).DefaultIfEmpty("(none configured)"))}.");
        }

        return workspace;
    }

    private static string SystemOf(IConfigurationSection section, ImmutableArray<string>.Builder faults)
    {
        string system = section["System"] ?? "";
        if (system.Length == 0 || !system.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            faults.Add($"{section.Path}:System: '{system}' is no name of a system. Give the one that set-up actions of the "
                + "playbooks have, such as billing.");
        }

        return system;
    }

    private static Uri UrlOf(IConfigurationSection section, ImmutableArray<string>.Builder faults)
    {
        string key = $"{section.Path}:Url";
        if (!Uri.TryCreate(section["Url"], UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            // The text may hold a credential, so it is not shown.
            faults.Add($"{key}: is no address. Give one such as https://billing.example.com/hooks/onboarding.");
        }
        else if (url.Scheme == "http" && !url.IsLoopback)
        {
            faults.Add($"{key}: what is sent may be confidential, and http shows it on the way. Use https; http is for "
                + "loopback only.");
        }
        else if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            faults.Add($"{key}: has a user or a fragment. Leave them out: the receiver knows the hub by its signature.");
        }

        return url ?? new Uri("https://localhost");
    }

    private static ImmutableArray<WebhookSecret> SecretsOf(
        IConfigurationSection section, ImmutableArray<string>.Builder faults)
    {
        string key = $"{section.Path}:Secrets";
        var secrets = ImmutableArray.CreateBuilder<WebhookSecret>();
        foreach (IConfigurationSection given in section.GetSection("Secrets").GetChildren())
        {
            if (WebhookSecret.Of(given.Value ?? "") is not { } secret)
            {
                faults.Add($"{given.Path}: is no secret of Standard Webhooks. Give whsec_ and the base64 of 24 to 64 random "
                    + "bytes: `echo \"whsec_$(openssl rand -base64 32)\"`.");
            }
            else if (secrets.Any(known => known.Is(secret)))
            {
                faults.Add($"{given.Path}: is the same as another. Give each secret once.");
            }
            else
            {
                secrets.Add(secret);
            }
        }

        int count = section.GetSection("Secrets").GetChildren().Count();
        if (count is < 1 or > 2)
        {
            faults.Add($"{key}: has {count} secrets. Give one, or the old and the new one while the receiver changes over.");
        }

        return secrets.ToImmutable();
    }

    private static TimeSpan TimeoutOf(IConfigurationSection section, ImmutableArray<string>.Builder faults)
    {
        if (section["Timeout"] is not { } value)
        {
            return s_timeoutDefault;
        }

        if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out TimeSpan timeout)
            && timeout >= s_timeoutMin && timeout <= TimeoutMax)
        {
            return timeout;
        }

        faults.Add($"{section.Path}:Timeout: '{value}' cannot be used. Give a time between {s_timeoutMin} and {TimeoutMax}, "
            + $"such as {s_timeoutDefault}.");
        return s_timeoutDefault;
    }
}
