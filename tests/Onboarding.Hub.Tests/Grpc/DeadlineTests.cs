using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class DeadlineTests
{
    // Long enough for a call on a warm connection to reach the server of a busy machine, or there is nothing to stop.
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_call_that_outlives_its_deadline_ends_on_both_sides()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client();
        await client.SayAsync(new EchoRequest());
        using var call = client.HangAsync(new EchoRequest(), deadline: In(s_delay));

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.EndsWith("/Hang", await server.Log.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_outlives_its_deadline_ends_on_both_sides()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client();
        await client.SayAsync(new EchoRequest());
        using var call = client.Talk(deadline: In(s_delay));

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.EndsWith("/Talk", await server.Log.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_in_the_past_fails_at_once()
    {
        await using var server = await EchoServer.StartAsync();
        var options = new CallOptions().WithDeadline(In(TimeSpan.FromSeconds(-1)));

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().SayAsync(new EchoRequest(), options));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Fact]
    public async Task The_server_sees_the_deadline_that_the_client_set()
    {
        var seen = new TaskCompletionSource<DateTime>();
        await using var server = await EchoServer.StartAsync(
            map: app => app.MapGrpcService(SeeCall(context => seen.SetResult(context.Deadline))));
        var deadline = In(TimeSpan.FromMinutes(5));
        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(
            See, null, new CallOptions(deadline: deadline), "x");
        await call;

        Assert.Equal(DateTimeKind.Utc, (await seen.Task).Kind);
        Assert.Equal(deadline, await seen.Task, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Without_a_deadline_the_server_sees_the_end_of_time()
    {
        var seen = new TaskCompletionSource<DateTime>();
        await using var server = await EchoServer.StartAsync(
            map: app => app.MapGrpcService(SeeCall(context => seen.SetResult(context.Deadline))));
        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(See, null, default, "x");
        await call;

        Assert.Equal(DateTime.MaxValue, await seen.Task);
    }

    private static Method<string, string> See { get; } = new(
        MethodType.Unary,
        Echo.Descriptor.FullName,
        "See",
        Marshallers.StringMarshaller,
        Marshallers.StringMarshaller);

    private static ServerServiceDefinition SeeCall(Action<ServerCallContext> see) =>
        ServerServiceDefinition.CreateBuilder()
            .AddMethod(See, (request, context) =>
            {
                see(context);
                return Task.FromResult(request);
            })
            .Build();

    private static DateTime In(TimeSpan delay) => (TimeProvider.System.GetUtcNow() + delay).UtcDateTime;
}
