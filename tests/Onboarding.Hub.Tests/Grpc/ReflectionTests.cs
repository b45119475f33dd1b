using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Hub.Api.Reflection;
using Onboarding.Hub.Tests.Grpc.Wire;
using Xunit;
using Answer = Grpc.Reflection.V1.ServerReflectionResponse.MessageResponseOneofCase;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class ReflectionTests
{
    [Fact]
    public async Task The_services_that_are_served_are_listed()
    {
        await using var server = await EchoServer.StartAsync();

        var answer = await AskAsync(server, new ServerReflectionRequest { Host = "h", ListServices = "*" });

        Assert.Equal(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "onboarding.testing.echo.v1.Echo"],
            answer.ListServicesResponse.Service.Select(service => service.Name).ToList());
        Assert.Equal("h", answer.ValidHost);
        Assert.Equal("*", answer.OriginalRequest.ListServices);
    }

    [Theory]
    [InlineData("onboarding.testing.echo.v1.Echo")]
    [InlineData("onboarding.testing.echo.v1.Echo.Say")]
    [InlineData("onboarding.testing.echo.v1.EchoReply")]
    [InlineData("onboarding.testing.echo.v1.EchoReply.text")]
    [InlineData("onboarding.testing.echo.v1.EchoReply.Tone")]
    [InlineData("onboarding.testing.echo.v1.EchoReply.TONE_PLAIN")]
    [InlineData("onboarding.testing.echo.v1.kind")]
    public async Task A_symbol_brings_its_file_and_what_that_imports(string symbol)
    {
        await using var server = await EchoServer.StartAsync();

        var answer = await AskAsync(server, new ServerReflectionRequest { FileContainingSymbol = symbol });

        Assert.Equal(["echo.proto", "google/protobuf/descriptor.proto"], FileNames(answer));
    }

    [Fact]
    public async Task A_oneof_and_a_nested_entry_are_symbols_too()
    {
        await using var server = await EchoServer.StartAsync();

        var oneof = await AskAsync(server, new ServerReflectionRequest
        {
            FileContainingSymbol = "grpc.reflection.v1.ServerReflectionRequest.message_request",
        });
        var entry = await AskAsync(server, new ServerReflectionRequest
        {
            FileContainingSymbol = "grpc.health.v1.HealthListResponse.StatusesEntry",
        });

        Assert.Equal(["grpc/reflection/v1/reflection.proto"], FileNames(oneof));
        Assert.Equal(["grpc/health/v1/health.proto"], FileNames(entry));
    }

    [Fact]
    public async Task A_file_is_found_by_its_name()
    {
        await using var server = await EchoServer.StartAsync();

        var answer = await AskAsync(
            server, new ServerReflectionRequest { FileByFilename = "google/protobuf/descriptor.proto" });

        Assert.Equal(["google/protobuf/descriptor.proto"], FileNames(answer));
    }

    [Fact]
    public async Task An_extension_is_found_by_what_it_extends()
    {
        await using var server = await EchoServer.StartAsync();
        const string Extended = "google.protobuf.MethodOptions";

        var file = await AskAsync(server, new ServerReflectionRequest
        {
            FileContainingExtension = new ExtensionRequest { ContainingType = Extended, ExtensionNumber = 50100 },
        });
        var numbers = await AskAsync(server, new ServerReflectionRequest { AllExtensionNumbersOfType = Extended });
        var none = await AskAsync(
            server, new ServerReflectionRequest { AllExtensionNumbersOfType = "onboarding.testing.echo.v1.EchoReply" });

        Assert.Equal("echo.proto", FileNames(file)[0]);
        Assert.Equal(Extended, numbers.AllExtensionNumbersResponse.BaseTypeName);
        Assert.Equal([50100], numbers.AllExtensionNumbersResponse.ExtensionNumber);
        Assert.Empty(none.AllExtensionNumbersResponse.ExtensionNumber);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_and_the_stream_goes_on()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(server.Channel()).ServerReflectionInfo();
        var extension = new ExtensionRequest { ContainingType = "google.protobuf.MethodOptions", ExtensionNumber = 1 };
        (ServerReflectionRequest Request, StatusCode Code)[] cases =
        [
            (new() { FileByFilename = "none.proto" }, StatusCode.NotFound),
            (new() { FileContainingSymbol = "no.Such" }, StatusCode.NotFound),
            (new() { FileContainingExtension = extension }, StatusCode.NotFound),
            (new() { AllExtensionNumbersOfType = "no.Such" }, StatusCode.NotFound),
            (new(), StatusCode.InvalidArgument),
        ];

        foreach (var (request, code) in cases)
        {
            await call.RequestStream.WriteAsync(request);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(code, (StatusCode)call.ResponseStream.Current.ErrorResponse.ErrorCode);
            Assert.NotEmpty(call.ResponseStream.Current.ErrorResponse.ErrorMessage);
        }
    }

    [Fact]
    public async Task A_client_that_knows_nothing_can_call_a_method_from_what_it_learns()
    {
        await using var server = await EchoServer.StartAsync();
        var answer = await AskAsync(
            server, new ServerReflectionRequest { FileContainingSymbol = "onboarding.testing.echo.v1.Echo" });
        var learned = FileDescriptor.BuildFromByteStrings(answer.FileDescriptorResponse.FileDescriptorProto.Reverse());
        var method = learned.Single(file => file.Services.Count > 0).Services.Single().FindMethodByName("Say");
        var text = method.InputType.FindFieldByName("text");
        var bytes = Marshallers.Create(message => message, message => message);

        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
        {
            output.WriteTag(text.FieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteString("hello");
        }

        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes),
            null,
            default,
            buffer.ToArray());

        Assert.Equal("hello", EchoReply.Parser.ParseFrom(await call).Text);
    }

    [Fact]
    public async Task A_host_that_serves_what_reflection_cannot_describe_does_not_start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<EchoLog>();
        builder.Services.AddGrpc();
        builder.Services.AddHubReflection();
        await using var app = builder.Build();
        app.MapHubReflection();
        app.MapGrpcService<EchoApi>();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(CancellationToken.None));

        Assert.Contains("onboarding.testing.echo.v1.Echo", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<ServerReflectionResponse> AskAsync(EchoServer server, ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel()).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current;
    }

    private static List<string> FileNames(ServerReflectionResponse answer)
    {
        Assert.Equal(Answer.FileDescriptorResponse, answer.MessageResponseCase);
        return
        [
            .. answer.FileDescriptorResponse.FileDescriptorProto
                .Select(file => FileDescriptorProto.Parser.ParseFrom(file).Name),
        ];
    }
}
