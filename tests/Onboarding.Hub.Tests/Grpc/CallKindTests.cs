using Grpc.Core;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class CallKindTests
{
    [Fact]
    public async Task A_unary_call_brings_reply_headers_trailers_and_result()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().SayAsync(new EchoRequest { Text = "hello" }, new Metadata { { "x-a", "1" } });

        Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue("x-a"));
        Assert.Equal("hello", (await call).Text);
        Assert.Equal("1", call.GetTrailers().GetValue("x-replies"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_unary_call_can_be_made_on_the_calling_thread()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client();

        var reply = await Task.Run(() => client.Say(new EchoRequest { Text = "hello" }));

        Assert.Equal("hello", reply.Text);
    }

    [Fact]
    public async Task A_server_stream_brings_every_reply_in_order()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Repeat(new EchoRequest { Text = "n", Count = 3 });

        var texts = new List<string>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            texts.Add(reply.Text);
        }

        Assert.Equal(["n 1", "n 2", "n 3"], texts);
        Assert.Equal("3", call.GetTrailers().GetValue("x-replies"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task An_empty_server_stream_ends_at_once()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Repeat(new EchoRequest { Count = 0 });

        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_client_stream_is_joined_into_one_reply()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Join(new Metadata { { "x-a", "1" } });
        foreach (var text in new[] { "one", "two", "three" })
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text });
        }

        await call.RequestStream.CompleteAsync();

        Assert.Equal("one two three", (await call.ConfigureAwait(false)).Text);
        Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue("x-a"));
        Assert.Equal("1", call.GetTrailers().GetValue("x-replies"));
    }

    [Fact]
    public async Task A_duplex_call_answers_each_request_before_the_next()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Talk();
        foreach (var text in new[] { "one", "two" })
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text }, CancellationToken.None);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal("2", call.GetTrailers().GetValue("x-replies"));
    }

    [Fact]
    public async Task Binary_metadata_comes_back_byte_for_byte_in_headers_and_trailers()
    {
        await using var server = await EchoServer.StartAsync();
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        using var call = server.Client().SayAsync(new EchoRequest(), new Metadata { { "x-b-bin", bytes } });

        Assert.Equal(bytes, (await call.ResponseHeadersAsync).GetValueBytes("x-b-bin"));
        await call;
        Assert.Equal(new byte[] { 0, 255, 1 }, call.GetTrailers().GetValueBytes("x-replies-bin"));
    }

    [Fact]
    public async Task The_values_of_a_key_sent_twice_arrive_in_order()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().SayAsync(
            new EchoRequest(), new Metadata { { "x-a", "first" }, { "x-a", "second" } });

        var values = (await call.ResponseHeadersAsync).GetAll("x-a").Select(entry => entry.Value);

        // HTTP allows several values of a key to be sent as one, with commas, and the official client does so.
        Assert.Equal("first, second", string.Join(", ", values));
    }
}
