using System.Diagnostics;
using System.Text.Json;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>Plays the demo as a person runs it, and keeps what each play came to.</summary>
public sealed class DemoPlays : IDisposable
{
    private const int Seed = 11;

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-tests-");
    private readonly Lazy<Task<DemoPlay>> _calm;

    public DemoPlays() => _calm = new Lazy<Task<DemoPlay>>(() => PlayAsync("calm"));

    /// <summary>The play in which nothing goes wrong; it is played once for all that are held against it.</summary>
    internal Task<DemoPlay> CalmAsync() => _calm.Value;

    internal async Task<DemoPlay> PlayAsync(string name, params string[] more)
    {
        string end = Path.Combine(_folder.FullName, name);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "hub.dll"), "demo", "--seed", $"{Seed}", "--customers", "10", "--days", "90",
            "--json", "--end-state", end, .. more,
        ];
        using Process demo = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(s_deadline);
        Task<string> told = demo.StandardOutput.ReadToEndAsync(deadline.Token);
        Task<string> errors = demo.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await demo.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!demo.HasExited)
            {
                demo.Kill(entireProcessTree: true);
            }
        }

        string last = (await told).TrimEnd().Split('\n')[^1];
        return last.StartsWith('{')
            ? new DemoPlay(await told, JsonDocument.Parse(last).RootElement, await File.ReadAllLinesAsync(end, deadline.Token))
            : throw new InvalidOperationException($"{string.Join(' ', arguments.Skip(1))}\n{await told}\n{await errors}");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
