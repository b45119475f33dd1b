using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Cli.Demo.Scenes;

namespace Onboarding.Cli.Demo.Running;

/// <summary>The demo's temporary folder: clock, database, settings and log of its hub. Gone at the end of a demo that went well.</summary>
internal sealed class DemoFolder : IDisposable
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-hub-demo-");
    private bool _isLeft;

    /// <summary>The playbooks that the program ships.</summary>
    public static string PlaybooksFolder => Path.Combine(AppContext.BaseDirectory, "playbooks");

    public static string WorkspaceFile => Path.Combine(PlaybooksFolder, "workspace.yaml");

    public string ClockFile => Of("clock");

    public string Config => Of("hub.json");

    public string Log => Of("hub.log");

    /// <summary>Writes the settings of a hub that stands between the two platforms.</summary>
    public void WriteConfig(JsonObject salesforce, JsonObject gainsight, JsonObject systems)
    {
        var config = new JsonObject
        {
            ["Listen"] = "http://127.0.0.1:0",
            ["Storage"] = new JsonObject { ["Provider"] = "Sqlite", ["File"] = Of("hub.db") },
            ["Clock"] = new JsonObject { ["File"] = ClockFile },
            ["Playbooks"] = PlaybooksFolder,
            ["Workspaces"] = new JsonObject { ["demo"] = new JsonObject { ["SettingsFile"] = WorkspaceFile } },
            ["Connections"] = new JsonObject
            {
                ["gainsight"] = Connection("gainsight", gainsight),
                ["salesforce"] = Connection("salesforce", salesforce),
            },
            ["Endpoints"] = systems,
            ["Logging"] = new JsonObject { ["LogLevel"] = new JsonObject { ["Default"] = "Warning" } },
        };
        File.WriteAllText(Config, config.ToJsonString(s_indented));
    }

    /// <summary>Leaves the folder where it is, for somebody to see what went wrong.</summary>
    public void Leave() => _isLeft = true;

    public void Dispose()
    {
        if (_isLeft)
        {
            return;
        }

        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A file that another program looks at: the system empties its temporary folder by itself.
        }
    }

    private static JsonObject Connection(string connector, JsonObject settings) => new()
    {
        ["Workspace"] = "demo",
        ["Connector"] = connector,
        ["Every"] = DemoDays.SyncEvery.ToString(),
        ["Share"] = "1",
        ["Settings"] = settings,
    };

    private string Of(string name) => Path.Combine(_folder.FullName, name);
}
