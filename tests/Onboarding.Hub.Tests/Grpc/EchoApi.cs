using Grpc.Core;
using Onboarding.Hub.Tests.Grpc.Wire;

namespace Onboarding.Hub.Tests.Grpc;

internal sealed class EchoApi(EchoLog log) : Echo.EchoBase
{
    public override async Task<EchoReply> Say(EchoRequest request, ServerCallContext context)
    {
        await BeginAsync(context);
        End(context, replies: 1, request.Code, request.Text);
        return Reply(request.Text);
    }

    public override async Task Repeat(
        EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await BeginAsync(context);
        for (var i = 1; i <= request.Count; i++)
        {
            await responseStream.WriteAsync(Reply($"{request.Text} {i}"), context.CancellationToken);
        }

        End(context, request.Count, request.Code, request.Text);
    }

    public override async Task<EchoReply> Join(
        IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        await BeginAsync(context);
        var texts = new List<string>();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            texts.Add(request.Text);
            End(context, 0, request.Code, request.Text);
        }

        End(context, replies: 1, code: 0, detail: "");
        return Reply(string.Join(' ', texts));
    }

    public override async Task Talk(
        IAsyncStreamReader<EchoRequest> requestStream,
        IServerStreamWriter<EchoReply> responseStream,
        ServerCallContext context)
    {
        var isDone = false;
        try
        {
            await BeginAsync(context);
            var replies = 0;
            await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(Reply(request.Text), context.CancellationToken);
                End(context, ++replies, request.Code, request.Text);
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                log.Stop(context.Method);
            }
        }
    }

    public override async Task<EchoReply> Hang(EchoRequest request, ServerCallContext context)
    {
        log.Hang();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return Reply(request.Text);
        }
        finally
        {
            log.Stop(context.Method);
        }
    }

    private static EchoReply Reply(string text) => new() { Text = text, Tone = EchoReply.Types.Tone.Plain };

    private static Task BeginAsync(ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var header in context.RequestHeaders)
        {
            if (header.Key.StartsWith("x-", StringComparison.Ordinal))
            {
                headers.Add(header);
            }
        }

        return context.WriteResponseHeadersAsync(headers);
    }

    private static void End(ServerCallContext context, int replies, int code, string detail)
    {
        if (code != 0)
        {
            throw new RpcException(new Status((StatusCode)code, detail), Trailers(replies));
        }

        if (replies > 0)
        {
            context.ResponseTrailers.Clear();
            foreach (var trailer in Trailers(replies))
            {
                context.ResponseTrailers.Add(trailer);
            }
        }
    }

    private static Metadata Trailers(int replies) => new()
    {
        { "x-replies", $"{replies}" },
        { "x-replies-bin", [0, 255, (byte)replies] },
    };
}
