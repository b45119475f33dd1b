using System.Diagnostics;

namespace Onboarding.Cli.Demo.Running;

/// <summary>This program, to be started again as another process: the demo's hub is a hub as anybody runs it.</summary>
internal static class HubProgram
{
    public static ProcessStartInfo With(params IEnumerable<string> arguments)
    {
        string self = Environment.ProcessPath
            ?? throw new InvalidOperationException("The path of this program is not known, so it cannot be started again.");
        // Started as "dotnet hub.dll" the process is the runtime, which needs to be told what to run.
        bool isRuntime = Path.GetFileNameWithoutExtension(self) == "dotnet";
        IEnumerable<string> all = isRuntime ? [Path.Combine(AppContext.BaseDirectory, "hub.dll"), .. arguments] : arguments;
        return new ProcessStartInfo(self, all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="DemoException">It failed.</exception>
    public static async Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(With(arguments))!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new DemoException($"hub {string.Join(' ', arguments)} ended with {process.ExitCode}:"
                    + $"{Environment.NewLine}{await output}{await errors}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
