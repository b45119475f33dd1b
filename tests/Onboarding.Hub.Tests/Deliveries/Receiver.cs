using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Threading.Channels;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onboarding.Hub.Tests.Deliveries;

/// <summary>A receiver of webhooks on loopback that keeps what it was sent and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedMessage> _messages = new();
    private readonly Channel<ReceivedMessage> _arrivals = Channel.CreateUnbounded<ReceivedMessage>();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>How it answers; plain 202 unless a test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    };

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Everything it was sent, oldest first.</summary>
    public IReadOnlyList<ReceivedMessage> Messages => [.. _messages];

    public static async Task<Receiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(CancellationToken.None);
        return receiver;
    }

    /// <summary>The next message that arrives, which may not be answered yet.</summary>
    public async Task<ReceivedMessage> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await _arrivals.Reader.ReadAsync(deadline.Token);
    }

    public void AnswerWith(int status, string body = "", string? retryAfter = null, string? location = null) =>
        Answer = context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null)
            {
                context.Response.Headers.RetryAfter = retryAfter;
            }

            if (location is not null)
            {
                context.Response.Headers.Location = location;
            }

            return context.Response.WriteAsync(body, context.RequestAborted);
        };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var message = new ReceivedMessage(
            context.Request.Path,
            context.Request.Headers.ToImmutableDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _messages.Enqueue(message);
        _arrivals.Writer.TryWrite(message);
        await Answer(context);
    }
}
