using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>
/// <c>hub serve</c> as an operator runs it: what it cannot start on ends it with code 78 (EX_CONFIG), and stderr names
/// the key and the remedy, without a stack.
/// </summary>
public sealed class RefusedStartTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Listen")]
    [InlineData("WebListen")]
    public async Task A_port_in_use_names_the_key_that_gives_it(string key)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await RefusesAsync($"{key}: ", "or give another port", (key, $"http://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused() =>
        await RefusesAsync("Listen: ", "an address of this machine", ("Listen", "http://192.0.2.1:5300"));

    [Fact]
    public async Task Https_without_a_certificate_says_how_to_give_one() =>
        await RefusesAsync("Kestrel:Certificates:Default: ", "Give Path and Password", ("Listen", "https://127.0.0.1:0"));

    [Theory]
    [InlineData("missing.pfx", "")]
    [InlineData("rubbish.pfx", "")]
    [InlineData("good.pfx", "another password")]
    public async Task A_certificate_that_cannot_be_read_is_refused(string file, string password)
    {
        await File.WriteAllTextAsync(FileOf("rubbish.pfx"), "No certificate.");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset from = DateTimeOffset.UnixEpoch;
        using X509Certificate2 certificate = request.CreateSelfSigned(from, from.AddYears(100));
        await File.WriteAllBytesAsync(FileOf("good.pfx"), certificate.Export(X509ContentType.Pfx, "the password"));

        await RefusesAsync(
            "Kestrel:Certificates:Default: ", "that the hub's user may read", ("Listen", "https://127.0.0.1:0"),
            ("Kestrel__Certificates__Default__Path", FileOf(file)),
            ("Kestrel__Certificates__Default__Password", password));
    }

    [Fact]
    public async Task A_damaged_file_of_the_schedule_says_that_it_can_be_moved_away()
    {
        await File.WriteAllTextAsync(FileOf("hub.db.quartz"), new string('x', 8_192));

        await RefusesAsync("Storage:File: ", "move it away");
    }

    [Fact]
    public async Task A_damaged_database_is_refused()
    {
        await File.WriteAllTextAsync(FileOf("hub.db"), new string('x', 8_192));

        await RefusesAsync(FileOf("hub.db"), "Restore it from a backup");
    }

    [Fact]
    public async Task A_bad_hash_of_a_token_is_refused_without_repeating_it()
    {
        string told = await RefusesAsync("Api:Tokens:0:Sha256", "64 hexadecimal digits", ("Api__Tokens__0__Sha256", "plain-secret"));

        Assert.DoesNotContain("plain-secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_one_file_is_refused()
    {
        using Process first = Start(("Listen", "http://127.0.0.1:0"));
        try
        {
            using var deadline = new CancellationTokenSource(s_deadline);
            while (await first.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                if (line.StartsWith("Listening on ", StringComparison.Ordinal))
                {
                    break;
                }
            }

            Assert.False(first.HasExited);
            await RefusesAsync("Storage:File: ", "Another hub runs on this database");
        }
        finally
        {
            first.Kill(entireProcessTree: true);
        }
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);

    private Process Start(params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hub.dll"), "serve"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["HUB_Storage__File"] = FileOf("hub.db");
        start.Environment["HUB_Listen"] = "http://127.0.0.1:0";
        // A certificate of the developer's own would hide that none was given.
        start.Environment["HOME"] = _folder.FullName;
        foreach ((string key, string value) in settings)
        {
            start.Environment[$"HUB_{key}"] = value;
        }

        return Process.Start(start)!;
    }

    private async Task<string> RefusesAsync(string key, string remedy, params (string Key, string Value)[] settings)
    {
        using Process hub = Start(settings);
        using var deadline = new CancellationTokenSource(s_deadline);
        Task<string> told = hub.StandardOutput.ReadToEndAsync(deadline.Token);
        Task<string> errors = hub.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await hub.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!hub.HasExited)
            {
                hub.Kill(entireProcessTree: true);
            }
        }

        string all = await told + await errors;
        output.WriteLine($"{hub.ExitCode}\n{all}");
        Assert.Equal(78, hub.ExitCode);
        Assert.Contains(key, await errors, StringComparison.Ordinal);
        Assert.Contains(remedy, await errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", all, StringComparison.Ordinal);
        return all;
    }
}
