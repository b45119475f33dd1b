using Grpc.Core;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failed_unary_call_throws_with_code_detail_and_trailers()
    {
        await using var server = await EchoServer.StartAsync();
        var request = new EchoRequest { Text = "no “such” thing", Code = (int)StatusCode.NotFound };

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().SayAsync(request));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Equal("no “such” thing", failure.Status.Detail);
        Assert.Equal("1", failure.Trailers.GetValue("x-replies"));
        Assert.Equal(new byte[] { 0, 255, 1 }, failure.Trailers.GetValueBytes("x-replies-bin"));
    }

    [Fact]
    public async Task A_stream_that_fails_first_gives_what_it_had()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Repeat(new EchoRequest { Count = 2, Code = (int)StatusCode.DataLoss });

        Assert.True(await call.ResponseStream.MoveNext());
        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DataLoss, failure.StatusCode);
        Assert.Equal(StatusCode.DataLoss, call.GetStatus().StatusCode);
        Assert.Equal("2", call.GetTrailers().GetValue("x-replies"));
    }

    [Fact]
    public async Task A_client_stream_that_is_refused_throws_at_its_response()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Join();
        await call.RequestStream.WriteAsync(new EchoRequest { Code = (int)StatusCode.OutOfRange });

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.OutOfRange, failure.StatusCode);
    }

    [Theory]
    [InlineData("onboarding.testing.echo.v1.Echo", "Shout")]
    [InlineData("onboarding.testing.echo.v1.Nobody", "Say")]
    public async Task An_unknown_method_is_unimplemented(string service, string name)
    {
        await using var server = await EchoServer.StartAsync();
        var method = new Method<string, string>(
            MethodType.Unary, service, name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, "x");

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    [Fact]
    public async Task Status_and_trailers_are_refused_before_the_call_has_ended()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Talk();

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }
}
