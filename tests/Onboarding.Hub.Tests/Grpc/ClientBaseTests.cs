using Grpc.Core;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class ClientBaseTests
{
    [Fact]
    public void A_client_without_a_channel_refuses_every_kind_of_call()
    {
        var client = new OverridingClient();

        Assert.Throws<NotImplementedException>(() => client.SayAsync(new EchoRequest()));
        Assert.Throws<NotImplementedException>(() => client.Repeat(new EchoRequest()));
        Assert.Throws<NotImplementedException>(() => client.Join());
        Assert.Throws<NotImplementedException>(() => client.Talk());
        Assert.Throws<NotImplementedException>(() => client.Hang(new EchoRequest()));
    }

    [Fact]
    public void A_client_without_a_channel_answers_what_a_test_overrides()
    {
        var client = new OverridingClient();

        Assert.Equal("overridden", client.Say(new EchoRequest()).Text);
    }

    [Fact]
    public void A_client_for_another_host_asks_for_it_in_every_kind_of_call_and_leaves_the_first_alone()
    {
        var invoker = new HostRecorder();
        var first = new Echo.EchoClient(invoker);

        CallEveryKind(first.WithHost("one.example").WithHost("two.example"));
        CallEveryKind(first);

        Assert.Equal([.. Enumerable.Repeat("two.example", 5), .. Enumerable.Repeat<string?>(null, 5)], invoker.Hosts);
    }

    [Fact]
    public void A_client_needs_something_to_call_with()
    {
        Assert.Throws<ArgumentNullException>(() => new Echo.EchoClient((ChannelBase)null!));
        Assert.Throws<ArgumentNullException>(() => new Echo.EchoClient((CallInvoker)null!));
    }

    [Fact]
    public async Task A_channel_knows_its_target_and_the_state_of_its_connection()
    {
        await using var server = await EchoServer.StartAsync();
        var channel = server.Channel();

        await channel.ConnectAsync();

        Assert.Equal(server.Address.Authority, channel.Target);
        Assert.Equal(ConnectivityState.Ready, channel.State);
        await channel.ShutdownAsync();
        channel.Dispose();
        Assert.Equal(ConnectivityState.Shutdown, channel.State);
    }

    private static void CallEveryKind(Echo.EchoClient client)
    {
        Assert.Throws<HostSeenException>(() => client.Say(new EchoRequest()));
        Assert.Throws<HostSeenException>(() => client.SayAsync(new EchoRequest()));
        Assert.Throws<HostSeenException>(() => client.Repeat(new EchoRequest()));
        Assert.Throws<HostSeenException>(() => client.Join());
        Assert.Throws<HostSeenException>(() => client.Talk());
    }

    private sealed class OverridingClient : Echo.EchoClient
    {
        public override EchoReply Say(EchoRequest request, CallOptions options) => new() { Text = "overridden" };
    }

    private sealed class HostSeenException : Exception;

    private sealed class HostRecorder : CallInvoker
    {
        public List<string?> Hosts { get; } = [];

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw See(host);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw See(host);

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw See(host);

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw See(host);

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw See(host);

        private HostSeenException See(string? host)
        {
            Hosts.Add(host);
            return new HostSeenException();
        }
    }
}
