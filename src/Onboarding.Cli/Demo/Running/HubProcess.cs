using System.Diagnostics;
using System.Net;

using Onboarding.Cli.Commands;

namespace Onboarding.Cli.Demo.Running;

/// <summary>The hub as a process of its own, which can be killed and started again at any moment.</summary>
internal sealed class HubProcess(string configFile, string logFile) : IAsyncDisposable
{
    // Bounds a hub that neither serves nor ends; a start takes a second or two, and more on a busy machine.
    private static readonly TimeSpan s_startMax = TimeSpan.FromMinutes(2);

    private readonly Lock _logGate = new();
    private Process? _process;
    private HttpClient? _http;
    private HubClient? _client;

    /// <summary>Where it serves.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The API of the process that runs now.</summary>
    public HubClient Client => _client ?? throw new InvalidOperationException("The hub was not started.");

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <exception cref="DemoException">It did not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await EndAsync();
        _process = Process.Start(HubProgram.With("serve", "--config", configFile))!;
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, null);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Task ended = _process.WaitForExitAsync(cancellationToken);
        Task first = await Task.WhenAny(ready.Task, ended).WaitAsync(s_startMax, TimeProvider.System, cancellationToken);
        if (first == ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DemoException($"The hub did not start; see {logFile}.");
        }

        Address = new Uri(await ready.Task);
        _http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
        _client = new HubClient(Address);
    }

    /// <summary>Lets it run what is due at the clock's instant.</summary>
    /// <param name="sent">Called when the request is on its way.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Whether it did so; false when it died in the middle.</returns>
    /// <exception cref="DemoException">It answered that it could not.</exception>
    public async Task<bool> RunDueAsync(Action sent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/simulation/run")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        try
        {
            Task<HttpResponseMessage> asked = _http!.SendAsync(request, cancellationToken);
            sent();
            using HttpResponseMessage response = await asked;
            string answer = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? true
                : throw new DemoException($"The hub could not do its work ({(int)response.StatusCode}): {answer} See {logFile}.");
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException && WasKilled)
        {
            return false;
        }
        catch (HttpRequestException gone)
        {
            throw new DemoException($"The hub went away by itself; see {logFile}.", gone);
        }
    }

    /// <summary>Whether somebody killed the process that was started last.</summary>
    public bool WasKilled { get; private set; }

    /// <summary>Kills it with SIGKILL: no handler of its own runs.</summary>
    public void Kill()
    {
        if (WasKilled || _process is not { HasExited: false } running)
        {
            return;
        }

        WasKilled = true;
        Kills++;
        running.Kill();
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task EndAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            _process = null;
        }

        WasKilled = false;
        _http?.Dispose();
        _client?.Dispose();
    }

    private void Hear(string? line, TaskCompletionSource<string>? ready)
    {
        if (line is null)
        {
            return;
        }

        if (ready is not null && line.StartsWith(ServeCommand.ReadyMark, StringComparison.Ordinal))
        {
            ready.TrySetResult(line[ServeCommand.ReadyMark.Length..]);
        }

        lock (_logGate)
        {
            File.AppendAllText(logFile, line + Environment.NewLine);
        }
    }
}
