using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Testing.WireMock;

/// <summary>
/// The real WireMock on a free port of the loopback address, with the stubs of one folder. It serves exact wire
/// exchanges and the faults that no managed server can produce: a reset, an empty answer, a torn chunk, random bytes.
/// </summary>
public sealed class WireMockServer : IAsyncDisposable
{
    private const string PortLine = "port:";

    private static readonly TimeSpan s_startTimeMax = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly HttpClient _admin;

    private WireMockServer(Process process, int port)
    {
        _process = process;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        _admin = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Root of the addresses that are served.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server and returns when it answers.</summary>
    /// <param name="stubs">
    /// Folder below <c>tests/</c> with a folder <c>mappings</c> of stub files, and <c>__files</c> where they name
    /// bodies.
    /// </param>
    /// <param name="cancellationToken">Ends the start; nothing stays behind.</param>
    /// <exception cref="InvalidOperationException">WireMock or Java is not installed, or the stubs are bad.</exception>
    public static async Task<WireMockServer> StartAsync(string stubs, CancellationToken cancellationToken)
    {
        string tests = TestsFolder();
        string folder = Path.Combine(tests, stubs);
        if (!Directory.Exists(Path.Combine(folder, "mappings")))
        {
            throw new InvalidOperationException($"tests/{stubs}/mappings is missing; WireMock has no stubs to serve.");
        }

        using var deadline = new CancellationTokenSource(s_startTimeMax, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        Process process = StartJava(JarIn(tests), folder);
        WireMockServer? server = null;
        try
        {
            server = new WireMockServer(process, await PortAsync(process, either.Token));
            using HttpResponseMessage health = await server._admin.GetAsync("/__admin/health", either.Token);
            health.EnsureSuccessStatusCode();
            return server;
        }
        catch
        {
            await StopAsync(process);
            server?._admin.Dispose();
            throw;
        }
    }

    /// <summary>The calls received so far, oldest first.</summary>
    public async Task<ImmutableArray<WireMockRequest>> ReceivedAsync(CancellationToken cancellationToken)
    {
        JsonObject? log = await _admin.GetFromJsonAsync<JsonObject>("/__admin/requests", cancellationToken);
        // WireMock lists the newest call first.
        return [.. log!["requests"]!.AsArray().Reverse().Select(Read)];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_process);
        _admin.Dispose();
    }

    private static WireMockRequest Read(JsonNode? entry)
    {
        JsonNode request = entry!["request"]!;
        return new WireMockRequest(
            (string)request["method"]!, (string)request["url"]!, (string?)request["body"] ?? "",
            (bool)entry["wasMatched"]!);
    }

    private static Process StartJava(string jar, string folder)
    {
        var start = new ProcessStartInfo("java")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                // The compiler for long runs would only cost time in a process that lives for seconds.
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-jar", jar, "--port", "0", "--bind-address", "127.0.0.1",
                "--root-dir", folder, "--disable-banner",
            },
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "WireMock needs a Java runtime of version 11 or later on the path and there is none. Install one "
                    + "(Debian and Ubuntu: default-jre-headless), then run `./hub test`.", e);
        }
    }

    private static async Task<int> PortAsync(Process process, CancellationToken cancellationToken)
    {
        var port = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => port.TrySetException(new InvalidOperationException(
            "WireMock ended at its start. It said: " + string.Join(Environment.NewLine, said)));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await port.Task.WaitAsync(cancellationToken);

        void Hear(string? line)
        {
            if (line is null || port.Task.IsCompleted)
            {
                return;
            }

            said.Enqueue(line);
            if (line.StartsWith(PortLine, StringComparison.Ordinal))
            {
                port.TrySetResult(int.Parse(line.AsSpan(PortLine.Length), CultureInfo.InvariantCulture));
            }
        }
    }

    private static async Task StopAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static string JarIn(string tests)
    {
        string build = Path.Combine(tests, "wiremock", "node_modules", "wiremock", "build");
        return Directory.Exists(build) && Directory.GetFiles(build, "wiremock-standalone-*.jar") is [var jar, ..]
            ? jar
            : throw new InvalidOperationException(
                "tests/wiremock/node_modules is missing: run the tests with `./hub test`, which installs WireMock "
                    + "there, or run `npm ci` in tests/wiremock.");
    }

    private static string TestsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onboarding.Hub.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new InvalidOperationException("No folder above the tests holds Onboarding.Hub.sln.")
            : Path.Combine(folder.FullName, "tests");
    }
}
