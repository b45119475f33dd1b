using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

using Onboarding.Hub.Api.Health;
using Onboarding.Hub.Hosting;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Grpc;

/// <summary>A client in another language, against the server engine and against the whole hub.</summary>
public sealed class InteropTests(ITestOutputHelper output)
{
    private static readonly string s_tests = TestsFolder();
    private static readonly string s_protos = Path.Combine(s_tests, "..", "protos");

    [Fact]
    public async Task A_client_in_another_language_finds_everything_as_the_protocol_says()
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        server.Health.Set(HealthBoard.WholeServer, ServingState.Serving);
        await PassesAsync(
            20, "interop.mjs", server.Address.Authority, Path.Combine(s_tests, "Onboarding.Hub.Tests", "Grpc", "echo.proto"), s_protos);
    }

    [Fact]
    [Trait("Requirement", "A22.1")]
    public async Task A_client_in_another_language_works_with_the_running_hub()
    {
        const string token = "token-of-the-client";
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hub-interop-");
        try
        {
            await using WebApplication hub = await HubHost.BuildAsync(Configuration(folder.FullName, token), CancellationToken.None);
            await hub.StartAsync(CancellationToken.None);
            await PassesAsync(13, "hub.mjs", new Uri(hub.Urls.Single()).Authority, token, s_protos);
            await hub.StopAsync(CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IConfiguration Configuration(string folder, string token)
    {
        string playbooks = Path.Combine(s_tests, "..", "playbooks");
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Listen"] = "http://127.0.0.1:0",
            ["Storage:File"] = Path.Combine(folder, "hub.db"),
            ["Playbooks"] = playbooks,
            ["Workspaces:acme:SettingsFile"] = Path.Combine(playbooks, "workspace.yaml"),
            ["Api:Tokens:client:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
            ["Api:Tokens:client:Actor"] = "client@example.com",
            ["Api:Tokens:client:Role"] = "Member",
            ["Api:Tokens:client:Workspaces:0"] = "acme",
            ["Logging:LogLevel:Default"] = "Warning",
        }).Build();
    }

    private async Task PassesAsync(int checks, string script, params string[] arguments)
    {
        string node = Path.Combine(s_tests, "interop", "node");
        Assert.True(
            Directory.Exists(Path.Combine(node, "node_modules")),
            "tests/interop/node/node_modules is missing: run the tests with `./hub test`, which installs it, " +
            "or run `npm ci` in tests/interop/node.");
        var (exitCode, lines) = await RunNodeAsync([Path.Combine(node, script), .. arguments]);

        output.WriteLine(lines);
        Assert.DoesNotContain("FAILED", lines, StringComparison.Ordinal);
        Assert.Contains($"{checks} passed, 0 failed", lines, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    private static async Task<(int ExitCode, string Lines)> RunNodeAsync(params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        using var process = Process.Start(new ProcessStartInfo("node", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var lines = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await lines + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string TestsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onboarding.Hub.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "tests");
    }
}
