using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class CancellationTests
{
    [Fact]
    public async Task A_client_that_cancels_a_unary_call_stops_the_server()
    {
        await using var server = await EchoServer.StartAsync();
        using var source = new CancellationTokenSource();
        using var call = server.Client().HangAsync(new EchoRequest(), cancellationToken: source.Token);
        await server.Log.Hanging;

        await source.CancelAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        Assert.EndsWith("/Hang", await server.Log.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_disposes_an_open_stream_stops_the_server()
    {
        await using var server = await EchoServer.StartAsync();
        var call = server.Client().Talk();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "x" });
        Assert.True(await call.ResponseStream.MoveNext());

        call.Dispose();

        Assert.EndsWith("/Talk", await server.Log.Stopped, StringComparison.Ordinal);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_client_that_cancels_a_read_cancels_the_call()
    {
        await using var server = await EchoServer.StartAsync();
        using var source = new CancellationTokenSource();
        using var call = server.Client().Talk(cancellationToken: CancellationToken.None);
        await call.RequestStream.WriteAsync(new EchoRequest(), CancellationToken.None);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var read = call.ResponseStream.MoveNext(source.Token);

        await source.CancelAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(() => read);

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        Assert.EndsWith("/Talk", await server.Log.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_disposed_cancels_its_calls()
    {
        await using var server = await EchoServer.StartAsync();
        var channel = server.Channel();
        using var call = new Echo.EchoClient(channel).HangAsync(new EchoRequest());
        await server.Log.Hanging;

        channel.Dispose();
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        Assert.EndsWith("/Hang", await server.Log.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cancels_a_stream_ends_it_for_the_client()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Talk();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "stop", Code = (int)StatusCode.Cancelled });

        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        Assert.Equal("stop", failure.Status.Detail);
    }

    [Fact]
    public async Task A_server_that_drops_the_call_fails_it_for_the_client()
    {
        var method = new Method<string, string>(
            MethodType.Unary,
            Echo.Descriptor.FullName,
            "Drop",
            Marshallers.StringMarshaller,
            Marshallers.StringMarshaller);
        await using var server = await EchoServer.StartAsync(map: app => app.MapGrpcService(
            ServerServiceDefinition.CreateBuilder()
                .AddMethod(method, (request, context) =>
                {
                    context.GetHttpContext().Abort();
                    return Task.FromResult(request);
                })
                .Build()));
        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, "x");

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }
}
