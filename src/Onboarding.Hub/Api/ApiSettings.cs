namespace Onboarding.Hub.Api;

/// <summary>How the API serves. Bound from the section <c>Api</c> of the configuration.</summary>
public sealed class ApiSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Api";

    /// <summary>
    /// Who may call, by any name. Empty: only calls from the machine itself are answered, and all of them as an
    /// operator, which is meant for a first look and for tests.
    /// </summary>
    public Dictionary<string, TokenSettings> Tokens { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Largest message that is taken, in bytes. Four times the longest playbook file, whose letters may take 4 bytes.</summary>
    public int MessageSizeMax { get; set; } = 4 * 524_288;

    /// <summary>Watches and waits open at once in this process; each holds a connection's stream and a little memory.</summary>
    public int WatchesMax { get; set; } = 1_000;

    /// <summary>
    /// How long a watch stays silent before it sends a heartbeat and looks for what other processes wrote. Proxies drop
    /// streams that are silent for a minute.
    /// </summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Null when the settings can be used, else the key and the remedy.</summary>
    public string? Fault()
    {
        if (MessageSizeMax is < 65_536 or > 67_108_864)
        {
            return $"{Section}:MessageSizeMax is {MessageSizeMax}; set it to between 65536 and 67108864.";
        }

        if (WatchesMax is < 1 or > 100_000)
        {
            return $"{Section}:WatchesMax is {WatchesMax}; set it to between 1 and 100000.";
        }

        if (HeartbeatInterval < TimeSpan.FromMilliseconds(10) || HeartbeatInterval > TimeSpan.FromMinutes(1))
        {
            return $"{Section}:HeartbeatInterval is {HeartbeatInterval}; set it to between 00:00:00.01 and 00:01:00.";
        }

        return Tokens.Select(pair => pair.Value.Fault($"{Section}:Tokens:{pair.Key}")).FirstOrDefault(fault =>
            fault is not null);
    }
}
