using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class ServiceDefinitionTests
{
    // The echo service's own name, so that reflection finds a descriptor; methods that only this definition has.
    private static readonly Method<string, string> s_unary = Define(MethodType.Unary, "Upper");
    private static readonly Method<string, string> s_serverStream = Define(MethodType.ServerStreaming, "Letters");
    private static readonly Method<string, string> s_clientStream = Define(MethodType.ClientStreaming, "Concat");
    private static readonly Method<string, string> s_duplex = Define(MethodType.DuplexStreaming, "Uppers");

    [Fact]
    public async Task A_definition_made_by_hand_serves_all_four_kinds()
    {
        await using var server = await EchoServer.StartAsync(map: app => app.MapGrpcService(ByHand()));
        var invoker = server.Channel().CreateCallInvoker();

        using var unary = invoker.AsyncUnaryCall(s_unary, null, default, "abc");
        Assert.Equal("ABC", await unary);

        using var serverStream = invoker.AsyncServerStreamingCall(s_serverStream, null, default, "abc");
        Assert.Equal("a,b,c", await JoinedAsync(serverStream.ResponseStream));

        using var clientStream = invoker.AsyncClientStreamingCall(s_clientStream, null, default);
        await clientStream.RequestStream.WriteAsync("a");
        await clientStream.RequestStream.WriteAsync("b");
        await clientStream.RequestStream.CompleteAsync();
        Assert.Equal("a,b", await clientStream);

        using var duplex = invoker.AsyncDuplexStreamingCall(s_duplex, null, default);
        await duplex.RequestStream.WriteAsync("a");
        await duplex.RequestStream.CompleteAsync();
        Assert.Equal("A", await JoinedAsync(duplex.ResponseStream));
    }

    [Fact]
    public void A_generated_service_can_be_bound_into_a_definition() =>
        Assert.NotNull(Echo.BindService(new EchoApi(new EchoLog())));

    [Fact]
    public void A_method_is_added_once()
    {
        var builder = ServerServiceDefinition.CreateBuilder()
            .AddMethod(s_unary, (request, _) => Task.FromResult(request));

        Assert.Throws<ArgumentException>(() => builder.AddMethod(s_unary, (request, _) => Task.FromResult(request)));
    }

    [Fact]
    public void A_binder_that_takes_nothing_says_so()
    {
        var binder = new ServiceBinderBase();

        Assert.Throws<NotImplementedException>(() => Echo.BindService(binder, new EchoApi(new EchoLog())));
    }

    [Fact]
    public void A_generated_base_says_how_it_is_bound()
    {
        var attribute = Assert.Single(
            typeof(Echo.EchoBase).GetCustomAttributes(typeof(BindServiceMethodAttribute), inherit: false)
                .Cast<BindServiceMethodAttribute>());

        Assert.Equal(typeof(Echo), attribute.BindType);
        Assert.Equal("BindService", attribute.BindMethodName);
    }

    private static ServerServiceDefinition ByHand() =>
        ServerServiceDefinition.CreateBuilder()
            .AddMethod(s_unary, (request, _) => Task.FromResult(request.ToUpperInvariant()))
            .AddMethod(s_serverStream, async (request, responses, context) =>
            {
                foreach (var letter in request)
                {
                    await responses.WriteAsync($"{letter}", context.CancellationToken);
                }
            })
            .AddMethod(s_clientStream, (requests, _) => JoinedAsync(requests))
            .AddMethod(s_duplex, async (requests, responses, context) =>
            {
                await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
                {
                    await responses.WriteAsync(request.ToUpperInvariant(), context.CancellationToken);
                }
            })
            .Build();

    private static async Task<string> JoinedAsync(IAsyncStreamReader<string> reader)
    {
        var texts = new List<string>();
        while (await reader.MoveNext())
        {
            texts.Add(reader.Current);
        }

        return string.Join(',', texts);
    }

    private static Method<string, string> Define(MethodType type, string name) =>
        new(type, Echo.Descriptor.FullName, name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);
}
