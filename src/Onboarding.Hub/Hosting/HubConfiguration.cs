using System.Collections.Immutable;
using System.Globalization;

using Microsoft.Extensions.Configuration;

using Onboarding.Hub.Api;
using Onboarding.Hub.Deliveries;
using Onboarding.Model.Ids;
using Onboarding.Storage;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Hosting;

/// <summary>
/// What the hub is told from outside (file, environment with the prefix HUB_, command line), read once at start. A bad
/// value keeps the hub from starting; every fault is found and named with its key and the remedy.
/// </summary>
public sealed record HubConfiguration
{
    /// <summary>Shortest and longest time between two scheduled syncs of a connection.</summary>
    public static (TimeSpan Min, TimeSpan Max) EveryBounds { get; } = (TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));

    private static readonly ImmutableHashSet<string> s_connectionKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Workspace", "Connector", "Every", "ReconcileEvery", "HookSha256", "Share", "MappingFile", "Settings");

    /// <summary>Key <c>Listen</c>: where the API is served.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Shortest and longest time between two full reads of a connection; Gainsight forgets deletes after 15 days.</summary>
    public static (TimeSpan Min, TimeSpan Max) ReconcileBounds { get; } = (TimeSpan.FromHours(1), TimeSpan.FromDays(30));

    /// <summary>
    /// Key <c>WebListen</c>: where webhooks are taken over HTTP/1.1; null where <see cref="Listen"/> does that too (https),
    /// or nothing does.
    /// </summary>
    public required Uri? WebListen { get; init; }

    /// <summary>Section <c>Storage</c>.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>Key <c>Playbooks</c>: folder with the playbooks to publish at start (its *.yaml files but workspace.yaml and
    /// definitions.yaml), with definitions.yaml and with tiers/*.yaml; null for none of them.</summary>
    public required string? PlaybooksFolder { get; init; }

    /// <summary>Keys <c>Workspaces:{name}:SettingsFile</c>.</summary>
    public required ImmutableDictionary<WorkspaceId, string> Workspaces { get; init; }

    /// <summary>Sections <c>Connections:{name}</c>, in ordinal order of name.</summary>
    public required ImmutableArray<ConnectionConfiguration> Connections { get; init; }

    /// <summary>Sections <c>Endpoints:{name}</c>: where set-up actions are asked for.</summary>
    public ImmutableArray<SystemEndpoint> Endpoints { get; init; } = [];

    /// <summary>Key <c>ConnectorsFolder</c>: folder with one subfolder for each connector that was dropped in; null for none.</summary>
    public required string? ConnectorsFolder { get; init; }

    /// <summary>Key <c>Clock:File</c>: file of a virtual clock; null runs on the system's clock.</summary>
    public required string? ClockFile { get; init; }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ConfigurationFaultException">It cannot be used.</exception>
    public static HubConfiguration Read(IConfiguration configuration)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        var storage = new StorageOptions();
        try
        {
            configuration.GetSection(StorageOptions.Section).Bind(storage);
            storage.Validate();
        }
        catch (Exception fault) when (fault is InvalidOperationException or StoreException)
        {
            faults.Add(fault is StoreException ? fault.Message : $"{fault.Message} Correct it; src/Onboarding.Hub/README.md lists the values.");
        }

        try
        {
            var api = new ApiSettings();
            configuration.GetSection(ApiSettings.Section).Bind(api);
            if (api.Fault() is { } wrong)
            {
                faults.Add(wrong);
            }
        }
        catch (InvalidOperationException fault)
        {
            faults.Add($"{fault.Message} Correct it; src/Onboarding.Hub/README.md lists the values.");
        }

        var read = new HubConfiguration
        {
            Listen = Listening("Listen", configuration["Listen"] ?? "http://127.0.0.1:5300", faults),
            WebListen = configuration["WebListen"] is { } web ? Listening("WebListen", web, faults) : null,
            Storage = storage,
            PlaybooksFolder = Folder(configuration, "Playbooks", faults),
            ConnectorsFolder = Folder(configuration, "ConnectorsFolder", faults),
            ClockFile = ExistingFile(configuration, "Clock:File", faults),
            Workspaces = ReadWorkspaces(configuration, faults),
            Connections = [],
        };
        if (faults.Count == 0 && read.WebListen?.Port == read.Listen.Port)
        {
            faults.Add($"WebListen: has the port of Listen, {read.Listen.Port}. Give it one of its own: plain HTTP/1.1 and "
                + "HTTP/2 cannot share one.");
        }

        read = read with
        {
            Connections = ReadConnections(configuration, read.Workspaces, faults),
            Endpoints = EndpointReader.Read(configuration, [.. read.Workspaces.Keys], faults),
        };
        return faults.Count > 0 ? throw new ConfigurationFaultException(faults.ToImmutable()) : read;
    }

    private static Uri Listening(string key, string value, ImmutableArray<string>.Builder faults)
    {
        // A name would be taken for all addresses of the machine.
        if (Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            && (address!.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || address.Host == "localhost"))
        {
            return address;
        }

        faults.Add($"{key}: '{value}' is no address to listen on. Give one such as http://127.0.0.1:5300, or "
            + "http://0.0.0.0:5300 for all addresses of the machine; a name is none.");
        return new Uri("http://127.0.0.1:5300");
    }

    private static string? Folder(IConfiguration configuration, string key, ImmutableArray<string>.Builder faults)
    {
        string? folder = configuration[key];
        if (folder is not null && !Directory.Exists(folder))
        {
            faults.Add($"{key}: there is no folder {folder}. Create it, or leave the key out.");
        }

        return folder;
    }

    private static string? ExistingFile(IConfiguration configuration, string key, ImmutableArray<string>.Builder faults)
    {
        string? file = configuration[key];
        if (file is not null && !File.Exists(file))
        {
            faults.Add($"{key}: there is no file {file}. Give an existing one, or leave the key out.");
        }

        return file;
    }

    private static ImmutableDictionary<WorkspaceId, string> ReadWorkspaces(
        IConfiguration configuration, ImmutableArray<string>.Builder faults)
    {
        var workspaces = ImmutableDictionary.CreateBuilder<WorkspaceId, string>();
        foreach (IConfigurationSection section in configuration.GetSection("Workspaces").GetChildren())
        {
            string key = $"{section.Path}:SettingsFile";
            if (!IsSlug(section.Key))
            {
                faults.Add($"{section.Path}: a workspace's name has 3 to 40 lower-case letters, digits and hyphens. Rename it.");
            }
            else if (section["SettingsFile"] is not { } file)
            {
                faults.Add($"{key}: is missing. Name the workspace's settings file, such as playbooks/workspace.yaml.");
            }
            else if (ExistingFile(configuration, key, faults) is not null)
            {
                workspaces[new WorkspaceId(section.Key)] = file;
            }
        }

        return workspaces.ToImmutable();
    }

    private static ImmutableArray<ConnectionConfiguration> ReadConnections(
        IConfiguration configuration, ImmutableDictionary<WorkspaceId, string> workspaces,
        ImmutableArray<string>.Builder faults)
    {
        var connections = ImmutableArray.CreateBuilder<ConnectionConfiguration>();
        foreach (IConfigurationSection section in configuration.GetSection("Connections").GetChildren())
        {
            if (!IsSlug(section.Key))
            {
                faults.Add($"{section.Path}: a connection's name has 3 to 40 lower-case letters, digits and hyphens. Rename it.");
                continue;
            }

            faults.AddRange(section.GetChildren()
                .Where(setting => !s_connectionKeys.Contains(setting.Key))
                .Select(setting => $"{setting.Path}: is no setting of a connection. It takes {string.Join(", ", s_connectionKeys.Order(StringComparer.Ordinal))}."));
            string workspace = section["Workspace"] ?? "";
            if (!workspaces.ContainsKey(new WorkspaceId(workspace)))
            {
                faults.Add($"{section.Path}:Workspace: '{workspace}' is no workspace of this configuration. "
                    + $"Name one of {string.Join(", ", workspaces.Keys.Select(known => known.Value).DefaultIfEmpty("(none configured)"))}.");
            }

            connections.Add(new ConnectionConfiguration
            {
                Id = new ConnectionId(section.Key),
                Workspace = new WorkspaceId(workspace),
                Connector = section["Connector"] ?? "",
                Every = Span(section, "Every", TimeSpan.FromMinutes(5), EveryBounds, faults),
                ReconcileEvery = Span(section, "ReconcileEvery", TimeSpan.FromDays(7), ReconcileBounds, faults),
                HookSha256 = HookOf(section, faults),
                Share = ShareOf(section, faults),
                MappingFile = ExistingFile(configuration, $"{section.Path}:MappingFile", faults),
                Settings = section.GetSection("Settings").GetChildren()
                    .ToImmutableDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase),
            });
        }

        return connections.ToImmutable();
    }

    private static TimeSpan Span(
        IConfigurationSection section, string name, TimeSpan preset, (TimeSpan Min, TimeSpan Max) bounds,
        ImmutableArray<string>.Builder faults)
    {
        if (section[name] is not { } value)
        {
            return preset;
        }

        if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out TimeSpan span)
            && span >= bounds.Min && span <= bounds.Max)
        {
            return span;
        }

        faults.Add($"{section.Path}:{name}: '{value}' cannot be used. Give a time between {bounds.Min} and {bounds.Max}, "
            + $"such as {preset}.");
        return preset;
    }

    private static string? HookOf(IConfigurationSection section, ImmutableArray<string>.Builder faults)
    {
        string? hash = section["HookSha256"]?.ToLowerInvariant();
        if (hash is null || (hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)))
        {
            return hash;
        }

        faults.Add($"{section.Path}:HookSha256: is no SHA-256. Give the 64 hexadecimal digits of "
            + "`printf %s \"$SECRET\" | sha256sum`, and never the secret itself.");
        return null;
    }

    private static double ShareOf(IConfigurationSection section, ImmutableArray<string>.Builder faults)
    {
        if (section["Share"] is not { } value)
        {
            return 0.5;
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is > 0 and <= 1)
        {
            return share;
        }

        faults.Add($"{section.Path}:Share: '{value}' cannot be used. Give a number above 0 and at most 1: the part of the "
            + "platform's limits that the hub may use.");
        return 0.5;
    }

    private static bool IsSlug(string name) =>
        name.Length is >= 3 and <= 40 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
