using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Compression;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class CompressionTests
{
    private static readonly string s_text = new('a', 100_000);

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_request_is_read_by_the_server(string encoding)
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client(options => options.CompressionProviders =
            [
                new GzipCompressionProvider(System.IO.Compression.CompressionLevel.Fastest),
                new DeflateCompressionProvider(System.IO.Compression.CompressionLevel.Fastest),
            ])
            .SayAsync(new EchoRequest { Text = s_text }, Encoded(encoding));

        Assert.Equal(s_text, (await call).Text);
        Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue(EchoServer.CompressedHeader));
    }

    [Fact]
    public async Task A_message_written_without_compression_goes_as_it_is()
    {
        await using var server = await EchoServer.StartAsync();
        var options = new CallOptions(Encoded("gzip")).WithWriteOptions(new WriteOptions(WriteFlags.NoCompress));
        using var call = server.Client().SayAsync(new EchoRequest { Text = s_text }, options);

        Assert.Equal(s_text, (await call).Text);
        Assert.Equal("0", (await call.ResponseHeadersAsync).GetValue(EchoServer.CompressedHeader));
    }

    [Fact]
    public async Task A_compressed_response_is_small_on_the_wire_and_whole_for_the_client()
    {
        using var wire = new WireHandler();
        await using var server = await EchoServer.StartAsync(Compress);

        var reply = await server.Client(options => options.HttpHandler = wire)
            .SayAsync(new EchoRequest { Text = s_text });

        Assert.Equal(s_text, reply.Text);
        Assert.Equal("gzip", wire.Encoding);
        Assert.Equal(1, wire.Body![0]);
        Assert.InRange(wire.Body.Length, 6, s_text.Length / 10);
    }

    [Fact]
    public async Task An_encoding_that_the_server_does_not_know_is_refused()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client(options => options.CompressionProviders = [new PlainProvider()]);

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(new EchoRequest { Text = s_text }, Encoded("plain")));

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    private static Metadata Encoded(string encoding) => new() { { "grpc-internal-encoding-request", encoding } };

    private static void Compress(GrpcServiceOptions options)
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.ResponseCompressionLevel = System.IO.Compression.CompressionLevel.Optimal;
    }

    private sealed class PlainProvider : ICompressionProvider
    {
        public string EncodingName => "plain";

        public Stream CreateCompressionStream(
            Stream stream, System.IO.Compression.CompressionLevel? compressionLevel) => new BufferedStream(stream);

        public Stream CreateDecompressionStream(Stream stream) => stream;
    }

    private sealed class WireHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public string? Encoding { get; private set; }

        public byte[]? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Encoding = response.Headers.GetValues("grpc-encoding").Single();
            Body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response;
        }
    }
}
