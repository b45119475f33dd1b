using Grpc.Core;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class MessageSizeTests
{
    private const int SizeMax = 1_000;
    private static readonly EchoRequest s_large = new() { Text = new string('a', 2 * SizeMax) };
    private static readonly EchoRequest s_small = new() { Text = new string('a', SizeMax / 2) };

    [Fact]
    public async Task A_request_too_large_for_the_server_to_receive_is_refused() =>
        await AssertLargeIsRefusedAsync(
            await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = SizeMax),
            server => server.Client());

    [Fact]
    public async Task A_response_too_large_for_the_server_to_send_is_refused() =>
        await AssertLargeIsRefusedAsync(
            await EchoServer.StartAsync(options => options.MaxSendMessageSize = SizeMax),
            server => server.Client());

    [Fact]
    public async Task A_request_too_large_for_the_client_to_send_is_refused() =>
        await AssertLargeIsRefusedAsync(
            await EchoServer.StartAsync(),
            server => server.Client(options => options.MaxSendMessageSize = SizeMax));

    [Fact]
    public async Task A_response_too_large_for_the_client_to_receive_is_refused() =>
        await AssertLargeIsRefusedAsync(
            await EchoServer.StartAsync(),
            server => server.Client(options => options.MaxReceiveMessageSize = SizeMax));

    [Fact]
    public async Task A_large_message_in_a_stream_is_refused_after_the_small_ones_before_it()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = SizeMax);
        using var call = server.Client().Talk();
        await call.RequestStream.WriteAsync(s_small);
        Assert.True(await call.ResponseStream.MoveNext());

        await call.RequestStream.WriteAsync(s_large);
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    private static async Task AssertLargeIsRefusedAsync(EchoServer server, Func<EchoServer, Echo.EchoClient> connect)
    {
        await using var running = server;
        var client = connect(server);

        Assert.Equal(s_small.Text, (await client.SayAsync(s_small)).Text);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(s_large));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }
}
