using System.CommandLine;

using Microsoft.Extensions.Configuration;

namespace Onboarding.Cli.Commands;

/// <summary>Where the commands that work on a hub take its configuration from.</summary>
internal static class HubSettings
{
    /// <summary>Environment variables with this prefix go over the file: HUB_Storage__File.</summary>
    public const string EnvironmentPrefix = "HUB_";

    public static Option<string?> ConfigOption() => new("--config")
    {
        Description = $"JSON file with the hub's settings. Environment variables that begin with {EnvironmentPrefix} go over it.",
        HelpName = "file",
    };

    /// <exception cref="BadCommandException">The file is missing or is no JSON.</exception>
    public static IConfiguration Read(string? file)
    {
        var builder = new ConfigurationBuilder();
        if (file is not null)
        {
            if (!File.Exists(file))
            {
                throw new BadCommandException($"--config: there is no file {file}. Give an existing one.");
            }

            builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }

        try
        {
            return builder.AddEnvironmentVariables(EnvironmentPrefix).Build();
        }
        catch (InvalidDataException fault)
        {
            throw new BadCommandException($"--config: {file} is no JSON file: {fault.InnerException?.Message ?? fault.Message}");
        }
    }
}
