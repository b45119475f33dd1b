using Grpc.Core;
using Grpc.Core.Interceptors;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class InterceptorTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public async Task A_client_interceptor_sees_every_kind_of_call()
    {
        await using var server = await EchoServer.StartAsync();

        await CallEveryKindAsync(new Echo.EchoClient(
            server.Channel().Intercept(new RecordingInterceptor("a", _seen))));

        Assert.Equal(
            ["a blocking Say", "a unary Say", "a server stream Repeat", "a client stream Join", "a duplex Talk"],
            _seen);
    }

    [Fact]
    public async Task A_server_interceptor_sees_every_kind_of_call()
    {
        await using var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add<RecordingInterceptor>("a", _seen));

        await CallEveryKindAsync(server.Client());

        Assert.Equal(
            ["a unary Say", "a unary Say", "a server stream Repeat", "a client stream Join", "a duplex Talk"],
            _seen);
    }

    [Fact]
    public async Task Interceptors_given_together_are_passed_in_that_order()
    {
        await using var server = await EchoServer.StartAsync(options =>
        {
            options.Interceptors.Add<RecordingInterceptor>("c", _seen);
            options.Interceptors.Add<RecordingInterceptor>("d", _seen);
        });
        var invoker = server.Channel().Intercept(
            new RecordingInterceptor("a", _seen), new RecordingInterceptor("b", _seen));

        await new Echo.EchoClient(invoker).SayAsync(new EchoRequest());

        Assert.Equal(["a unary Say", "b unary Say", "c unary Say", "d unary Say"], _seen);
    }

    [Fact]
    public async Task A_function_on_headers_changes_them_for_every_kind_of_call()
    {
        await using var server = await EchoServer.StartAsync();
        var client = new Echo.EchoClient(server.Channel().Intercept(headers =>
        {
            headers.Add("x-added", "yes");
            return headers;
        }));

        using var unary = client.SayAsync(new EchoRequest(), new Metadata { { "x-own", "too" } });
        using var serverStream = client.Repeat(new EchoRequest());
        using var duplex = client.Talk();
        using var clientStream = client.Join();

        Assert.Equal("too", (await unary.ResponseHeadersAsync).GetValue("x-own"));
        Assert.Equal("yes", (await unary.ResponseHeadersAsync).GetValue("x-added"));
        Assert.Equal("yes", (await serverStream.ResponseHeadersAsync).GetValue("x-added"));
        Assert.Equal("yes", (await duplex.ResponseHeadersAsync).GetValue("x-added"));
        await clientStream.RequestStream.CompleteAsync();
        Assert.Equal("yes", (await clientStream.ResponseHeadersAsync).GetValue("x-added"));
    }

    [Fact]
    public async Task A_client_interceptor_can_answer_in_the_servers_place()
    {
        await using var server = await EchoServer.StartAsync();
        var client = new Echo.EchoClient(server.Channel().Intercept(new AnsweringInterceptor()));
        using var call = client.SayAsync(new EchoRequest { Text = "hello" });

        Assert.Equal("hello, intercepted", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("yes", (await call.ResponseHeadersAsync).GetValue("x-intercepted"));
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task A_server_interceptor_can_turn_a_failure_into_another()
    {
        await using var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add<TranslatingInterceptor>());

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().SayAsync(new EchoRequest { Code = (int)StatusCode.NotFound }));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }

    private static async Task CallEveryKindAsync(Echo.EchoClient client)
    {
        await Task.Run(() => client.Say(new EchoRequest()));
        await client.SayAsync(new EchoRequest());
        using var serverStream = client.Repeat(new EchoRequest());
        await serverStream.ResponseStream.MoveNext();
        using var clientStream = client.Join();
        await clientStream.RequestStream.CompleteAsync();
        await clientStream;
        using var duplex = client.Talk();
        await duplex.RequestStream.CompleteAsync();
        await duplex.ResponseStream.MoveNext();
    }

    private sealed class AnsweringInterceptor : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var call = continuation(request, context);
            return new AsyncUnaryCall<TResponse>(
                AnswerAsync(call.ResponseAsync),
                Task.FromResult<Metadata>([new Metadata.Entry("x-intercepted", "yes")]),
                () => Status.DefaultSuccess,
                () => Metadata.Empty,
                call.Dispose);
        }

        private static async Task<TResponse> AnswerAsync<TResponse>(Task<TResponse> response)
            where TResponse : class
        {
            var reply = await response;
            ((EchoReply)(object)reply).Text += ", intercepted";
            return reply;
        }
    }

    private sealed class TranslatingInterceptor : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            try
            {
                return await continuation(request, context);
            }
            catch (RpcException failure) when (failure.StatusCode == StatusCode.NotFound)
            {
                throw new RpcException(new Status(StatusCode.FailedPrecondition, failure.Status.Detail));
            }
        }
    }
}
