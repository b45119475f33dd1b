using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class CredentialsTests
{
    private static readonly CallCredentials s_token = CallCredentials.FromInterceptor((context, headers) =>
    {
        headers.Add("x-token", $"{new Uri(context.ServiceUrl).Scheme} {context.MethodName}");
        return Task.CompletedTask;
    });

    private static readonly CallCredentials s_tenant = CallCredentials.FromInterceptor(async (_, headers) =>
    {
        await Task.Yield();
        headers.Add("x-tenant", "acme");
    });

    [Fact]
    public async Task Credentials_of_a_channel_go_with_each_call_over_tls()
    {
        using var certificate = SelfSigned("localhost");
        await using var server = await EchoServer.StartAsync(certificate: certificate);
        var client = server.Client(options =>
        {
            options.HttpHandler = Trusting(certificate);
            options.Credentials = ChannelCredentials.Create(
                ChannelCredentials.SecureSsl, CallCredentials.Compose(s_token, s_tenant));
        });

        using var call = client.SayAsync(new EchoRequest());

        Assert.Equal("https Say", (await call.ResponseHeadersAsync).GetValue("x-token"));
        Assert.Equal("acme", (await call.ResponseHeadersAsync).GetValue("x-tenant"));
    }

    [Fact]
    public async Task Credentials_of_one_call_go_with_that_call_only()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client(options => options.UnsafeUseInsecureChannelCallCredentials = true);

        using var with = client.SayAsync(new EchoRequest(), new CallOptions().WithCredentials(s_tenant));
        using var without = client.SayAsync(new EchoRequest());

        Assert.Equal("acme", (await with.ResponseHeadersAsync).GetValue("x-tenant"));
        Assert.Null((await without.ResponseHeadersAsync).GetValue("x-tenant"));
    }

    [Fact]
    public async Task Credentials_stay_at_home_when_the_channel_is_open_to_readers()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().SayAsync(new EchoRequest(), new CallOptions(credentials: s_tenant));

        Assert.Null((await call.ResponseHeadersAsync).GetValue("x-tenant"));
    }

    [Fact]
    public void Credentials_are_not_composed_with_an_insecure_channel()
    {
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, s_token));
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(s_token));
    }

    [Fact]
    public async Task Credentials_that_fail_fail_the_call()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client(options => options.UnsafeUseInsecureChannelCallCredentials = true);
        var refusing = CallCredentials.FromInterceptor(
            (_, _) => throw new RpcException(new Status(StatusCode.Unauthenticated, "no token")));

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(new EchoRequest(), new CallOptions(credentials: refusing)));

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }

    [Fact]
    public async Task A_client_certificate_tells_the_server_who_calls()
    {
        using var certificate = SelfSigned("localhost");
        using var own = SelfSigned("caller.example");
        var seen = new TaskCompletionSource<AuthContext>();
        await using var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add<AuthContextInterceptor>(seen), certificate: certificate);

        await server.Client(options => options.HttpHandler = Trusting(certificate, own)).SayAsync(new EchoRequest());

        var peer = await seen.Task;
        Assert.True(peer.IsPeerAuthenticated);
        Assert.Contains(
            peer.PeerIdentity, property => property.Value.Contains("caller.example", StringComparison.Ordinal));
        Assert.NotEmpty(peer.Properties);
    }

    [Fact]
    public async Task Without_a_client_certificate_the_peer_has_proved_nothing()
    {
        var seen = new TaskCompletionSource<AuthContext>();
        await using var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add<AuthContextInterceptor>(seen));

        await server.Client().SayAsync(new EchoRequest());

        var peer = await seen.Task;
        Assert.False(peer.IsPeerAuthenticated);
        Assert.Null(peer.PeerIdentityPropertyName);
        Assert.Empty(peer.PeerIdentity);
        Assert.Empty(peer.FindPropertiesByName("x509_common_name"));
    }

    private static SocketsHttpHandler Trusting(X509Certificate2 certificate, X509Certificate2? own = null)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) =>
            string.Equals(presented?.GetCertHashString(), certificate.GetCertHashString(), StringComparison.Ordinal);
        if (own is not null)
        {
            handler.SslOptions.ClientCertificates = [own];
        }

        return handler;
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private sealed class AuthContextInterceptor(TaskCompletionSource<AuthContext> seen)
        : global::Grpc.Core.Interceptors.Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            seen.TrySetResult(context.AuthContext);
            return continuation(request, context);
        }
    }
}
