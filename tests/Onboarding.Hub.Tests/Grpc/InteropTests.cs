using System.Diagnostics;
using Onboarding.Hub.Api.Health;
using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class InteropTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_client_in_another_language_finds_everything_as_the_protocol_says()
    {
        var tests = TestsFolder();
        var node = Path.Combine(tests, "interop", "node");
        Assert.True(
            Directory.Exists(Path.Combine(node, "node_modules")),
            "tests/interop/node/node_modules is missing: run the tests with `./hub test`, which installs it, " +
            "or run `npm ci` in tests/interop/node.");
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        server.Health.Set(HealthBoard.WholeServer, ServingState.Serving);

        var (exitCode, lines) = await RunNodeAsync(
            Path.Combine(node, "interop.mjs"),
            server.Address.Authority,
            Path.Combine(tests, "Onboarding.Hub.Tests", "Grpc", "echo.proto"),
            Path.Combine(tests, "..", "protos"));

        output.WriteLine(lines);
        Assert.DoesNotContain("FAILED", lines, StringComparison.Ordinal);
        Assert.Contains("20 passed, 0 failed", lines, StringComparison.Ordinal);
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
