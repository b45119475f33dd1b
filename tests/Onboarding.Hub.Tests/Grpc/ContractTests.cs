using Google.Protobuf;
using Grpc.Core;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class ContractTests
{
    [Fact]
    public void A_status_that_was_never_set_is_success_without_detail()
    {
        Assert.Equal(StatusCode.OK, default(Status).StatusCode);
        Assert.Equal("", default(Status).Detail);
        Assert.Equal(StatusCode.Cancelled, Status.DefaultCancelled.StatusCode);
    }

    [Fact]
    public void A_failure_keeps_its_status_trailers_message_and_cause()
    {
        var cause = new IOException("cut");
        var status = new Status(StatusCode.Unavailable, "gone", cause);

        var failure = new RpcException(status, new Metadata { { "a", "1" } }, "told so");

        Assert.Equal("told so", failure.Message);
        Assert.Same(cause, failure.InnerException);
        Assert.Equal("1", failure.Trailers.GetValue("a"));
        Assert.Equal(status.ToString(), new RpcException(status).Message);
        Assert.Contains("Unavailable", status.ToString(), StringComparison.Ordinal);
        Assert.Contains("cut", status.ToString(), StringComparison.Ordinal);
        Assert.Empty(new RpcException(status, "message").Trailers);
    }

    [Fact]
    public void Changed_call_options_leave_the_first_as_they_were()
    {
        using var source = new CancellationTokenSource();
        var deadline = DateTime.UnixEpoch;
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
        var first = new CallOptions();

        var changed = first
            .WithHeaders([])
            .WithDeadline(deadline)
            .WithCancellationToken(source.Token)
            .WithWriteOptions(new WriteOptions(WriteFlags.BufferHint))
            .WithCredentials(credentials)
            .WithWaitForReady();

        Assert.NotNull(changed.Headers);
        Assert.Equal(deadline, changed.Deadline);
        Assert.Equal(source.Token, changed.CancellationToken);
        Assert.Equal(WriteFlags.BufferHint, changed.WriteOptions?.Flags);
        Assert.Same(credentials, changed.Credentials);
        Assert.True(changed.IsWaitForReady);
        Assert.False(changed.WithWaitForReady(false).IsWaitForReady);
        Assert.Equal(default, first);
    }

    [Fact]
    public void A_method_has_a_path()
    {
        var method = new Method<string, string>(
            MethodType.Unary, "a.b.C", "D", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

        Assert.Equal("/a.b.C/D", method.FullName);
    }

    [Fact]
    public void A_marshaller_of_arrays_works_through_contexts_and_back()
    {
        var contextual = Marshallers.Create<string>(
            Marshallers.StringMarshaller.ContextualSerializer, Marshallers.StringMarshaller.ContextualDeserializer);

        Assert.Equal("ü"u8.ToArray(), contextual.Serializer("ü"));
        Assert.Equal("ü", contextual.Deserializer("ü"u8.ToArray()));
    }

    [Fact]
    public void A_marshaller_of_buffers_can_be_asked_for_bytes()
    {
        var reply = new EchoReply { Text = "hello" };
        var marshaller = Marshallers.Create<EchoReply>(
            (message, context) =>
            {
                context.SetPayloadLength(message.CalculateSize());
                message.WriteTo(context.GetBufferWriter());
                context.Complete();
            },
            context => EchoReply.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));

        Assert.Equal(reply.ToByteArray(), marshaller.Serializer(reply));
        Assert.Equal(reply, marshaller.Deserializer(reply.ToByteArray()));
    }

    [Fact]
    public void A_serializer_that_completes_never_or_twice_is_refused()
    {
        var never = Marshallers.Create<string>((_, _) => { }, _ => "");
        var twice = Marshallers.Create<string>(
            (_, context) =>
            {
                context.Complete([]);
                context.Complete();
            },
            _ => "");

        Assert.Throws<InvalidOperationException>(() => never.Serializer("x"));
        Assert.Throws<InvalidOperationException>(() => twice.Serializer("x"));
    }

    [Fact]
    public async Task A_writer_that_cannot_cancel_says_so_only_when_asked_to()
    {
        IAsyncStreamWriter<string> writer = new CollectingWriter();
        using var source = new CancellationTokenSource();

        await writer.WriteAsync("a", CancellationToken.None);
        await Assert.ThrowsAsync<NotSupportedException>(() => writer.WriteAsync("b", source.Token));

        Assert.Equal(["a"], ((CollectingWriter)writer).Written);
    }

    [Fact]
    public void What_a_peer_has_proved_is_found_by_name()
    {
        var peer = new AuthContext("name", new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal)
        {
            ["name"] = [AuthProperty.Create("name", "acme"u8.ToArray())],
            ["role"] = [AuthProperty.Create("role", "a"u8.ToArray()), AuthProperty.Create("role", "b"u8.ToArray())],
        });

        Assert.True(peer.IsPeerAuthenticated);
        Assert.Equal("acme", Assert.Single(peer.PeerIdentity).Value);
        Assert.Equal(["a", "b"], peer.FindPropertiesByName("role").Select(property => property.Value).ToList());
        Assert.Equal(3, peer.Properties.Count());
    }

    private sealed class CollectingWriter : IAsyncStreamWriter<string>
    {
        public List<string> Written { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message)
        {
            Written.Add(message);
            return Task.CompletedTask;
        }
    }
}
