using Google.Protobuf;
using Google.Protobuf.Reflection;

using Grpc.Core;
using Grpc.Net.Client;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Makes calls by descriptor, so that one test can walk every method there is.</summary>
public sealed class RawCalls(GrpcChannel channel, string? token)
{
    private static readonly Marshaller<byte[]> s_bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public async Task<IMessage> CallAsync(MethodDescriptor method, IMessage request)
    {
        byte[] answer = await SendAsync(method, request.ToByteArray());
        return method.OutputType.Parser.ParseFrom(answer);
    }

    public async Task<T> CallAsync<T>(string method, IMessage request)
        where T : IMessage => (T)await CallAsync(Rpcs.Find(method), request);

    /// <summary>The reason and status of a call that must fail.</summary>
    public async Task<Failed> FailAsync(MethodDescriptor method, IMessage request)
    {
        try
        {
            await SendAsync(method, request.ToByteArray());
        }
        catch (RpcException failure)
        {
            return Failed.Of(failure);
        }

        return new Failed(StatusCode.OK, "(succeeded)", new Dictionary<string, string>(), []);
    }

    public Task<Failed> FailAsync(string method, IMessage request) => FailAsync(Rpcs.Find(method), request);

    /// <summary>Calls a method that the hub does not have.</summary>
    public async Task<Failed> FailUnknownAsync()
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, "onboarding.hub.v1.AccountService", "MissAccount",
            s_bytes, s_bytes);
        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => channel.CreateCallInvoker().AsyncUnaryCall(method, null, Options(default), []).ResponseAsync);
        return Failed.Of(failure);
    }

    /// <summary>Opens a stream.</summary>
    public AsyncServerStreamingCall<byte[]> Watch(
        string method, IMessage request, CancellationToken cancellationToken = default)
    {
        MethodDescriptor descriptor = Rpcs.Find(method);
        return channel.CreateCallInvoker().AsyncServerStreamingCall(
            Method(descriptor, MethodType.ServerStreaming), null, Options(cancellationToken), request.ToByteArray());
    }

    private async Task<byte[]> SendAsync(MethodDescriptor method, byte[] request)
    {
        CallInvoker invoker = channel.CreateCallInvoker();
        if (!method.IsServerStreaming)
        {
            return await invoker.AsyncUnaryCall(Method(method, MethodType.Unary), null, Options(default), request);
        }

        using AsyncServerStreamingCall<byte[]> call =
            invoker.AsyncServerStreamingCall(Method(method, MethodType.ServerStreaming), null, Options(default),
                request);
        return await call.ResponseStream.MoveNext(CancellationToken.None) ? call.ResponseStream.Current : [];
    }

    private CallOptions Options(CancellationToken cancellationToken) => new(
        headers: token is null ? [] : new Metadata { { "authorization", $"Bearer {token}" } },
        cancellationToken: cancellationToken);

    private static Method<byte[], byte[]> Method(MethodDescriptor method, MethodType type) =>
        new(type, method.Service.FullName, method.Name, s_bytes, s_bytes);
}
