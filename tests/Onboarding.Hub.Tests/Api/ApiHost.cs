using System.Net;

using Grpc.Net.Client;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using Onboarding.Hub.Api;
using Onboarding.Hub.Api.Callers;
using Onboarding.Model.Ids;
using Onboarding.Storage;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Clocks;

namespace Onboarding.Hub.Tests.Api;

/// <summary>The hub's API in process: Kestrel on loopback over a SQLite file, four callers, and a journal that can be made to fail.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    public const string OperatorToken = "operator-token";
    public const string MemberToken = "member-token";
    public const string ViewerToken = "viewer-token";

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly DirectoryInfo _folder;

    private ApiHost(WebApplication app, DirectoryInfo folder)
    {
        _app = app;
        _folder = folder;
        _channel = GrpcChannel.ForAddress(new Uri(app.Urls.Single()));
    }

    public ManualClock Clock => (ManualClock)_app.Services.GetRequiredService<TimeProvider>();

    /// <summary>The callers' clock.</summary>
    public TimeProvider Wall => _app.Services.GetRequiredService<WallClock>().Time;

    public FaultyJournal Faults => _app.Services.GetRequiredService<FaultyJournal>();

    public ScriptedRuns Runs => (ScriptedRuns)_app.Services.GetRequiredService<ISyncRuns>();

    public Dispatcher Dispatcher => _app.Services.GetRequiredService<Dispatcher>();

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiHost> StartAsync(Action<ApiSettings>? settings = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hub-api-");
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        HubDatabase database = await HubDatabase.OpenAsync(
            new StorageOptions { File = Path.Combine(folder.FullName, "hub.db") }, clock, CancellationToken.None);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddStorage(database);
        builder.Services.AddSingleton(_ => new FaultyJournal(database.Journal));
        builder.Services.AddSingleton<IJournalStore>(provider => provider.GetRequiredService<FaultyJournal>());
        builder.Services.AddSingleton(new IdSource(clock, seed: 7));
        builder.Services.AddSingleton<ISyncRuns, ScriptedRuns>();
        builder.Services.AddHubApi();
        builder.Services.Configure<ApiSettings>(api =>
        {
            api.Tokens["operator"] = Token(OperatorToken, "olivia@example.com", CallerRole.Operator, "*");
            api.Tokens["member"] = Token(MemberToken, "mia@example.com", CallerRole.Member, "acme");
            api.Tokens["viewer"] = Token(ViewerToken, "vera@example.com", CallerRole.Viewer, "acme");
            settings?.Invoke(api);
        });
        WebApplication app = builder.Build();
        app.MapHubApi();
        await app.StartAsync(CancellationToken.None);
        return new ApiHost(app, folder);
    }

    public RawCalls Calls(string? token = OperatorToken) => new(_channel, token);

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static TokenSettings Token(string token, string actor, CallerRole role, string workspace) => new()
    {
        Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))),
        Actor = actor,
        Role = role,
        Workspaces = [workspace],
    };
}
