using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Hub.Api.Health;
using Onboarding.Hub.Api.Reflection;
using Onboarding.Hub.Tests.Grpc.Wire;

namespace Onboarding.Hub.Tests.Grpc;

/// <summary>The official server engine on a free loopback port, with the echo service, health and reflection.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    /// <summary>The response header that tells whether the first request message came compressed: 1 or 0.</summary>
    public const string CompressedHeader = "x-request-compressed";

    /// <summary>The response header that tells the encoding which the engine chose for the response.</summary>
    public const string EncodingHeader = "x-response-encoding";

    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];

    private EchoServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public EchoLog Log => _app.Services.GetRequiredService<EchoLog>();

    public HealthBoard Health => _app.Services.GetRequiredService<HealthBoard>();

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public static async Task<EchoServer> StartAsync(
        Action<GrpcServiceOptions>? options = null,
        Action<WebApplication>? map = null,
        X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        builder.Services.AddSingleton<EchoLog>();
        builder.Services.AddGrpc(options ?? (_ => { }));
        builder.Services.AddHubHealth();
        builder.Services.AddHubReflection(EchoReflection.Descriptor);
        var server = new EchoServer(builder.Build());
        server._app.Use(TellCompressionAsync);
        server._app.MapHubHealth();
        server._app.MapHubReflection();
        server._app.MapGrpcService<EchoApi>();
        map?.Invoke(server._app);
        await server._app.StartAsync(CancellationToken.None);
        return server;
    }

    public GrpcChannel Channel(Action<GrpcChannelOptions>? options = null)
    {
        var settings = new GrpcChannelOptions();
        options?.Invoke(settings);
        var channel = GrpcChannel.ForAddress(Address, settings);
        _channels.Add(channel);
        return channel;
    }

    public Echo.EchoClient Client(Action<GrpcChannelOptions>? options = null) => new(Channel(options));

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await _app.DisposeAsync();
    }

    // Clients keep the encoding to themselves, and the first byte of a message on the wire is its compressed
    // flag, which no engine tells a service.
    private static async Task TellCompressionAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey("grpc-encoding"))
        {
            var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            http.Response.Headers[CompressedHeader] = read.Buffer.IsEmpty ? "none" : $"{read.Buffer.FirstSpan[0]}";
            http.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
        }

        http.Response.OnStarting(() =>
        {
            http.Response.Headers[EncodingHeader] = http.Response.Headers["grpc-encoding"];
            return Task.CompletedTask;
        });
        await next(http);
    }
}
