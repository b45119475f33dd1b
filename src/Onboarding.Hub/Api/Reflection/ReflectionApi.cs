using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Question = Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Onboarding.Hub.Api.Reflection;

/// <summary>Serves <c>grpc.reflection.v1.ServerReflection</c> for what the host serves.</summary>
internal sealed class ReflectionApi(DescriptorCatalog catalog, ServedServices served)
    : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        Question.FileByFilename =>
            File(catalog.FileNamed(request.FileByFilename), $"File \"{request.FileByFilename}\""),
        Question.FileContainingSymbol =>
            File(catalog.FileDeclaring(request.FileContainingSymbol), $"Symbol \"{request.FileContainingSymbol}\""),
        Question.FileContainingExtension => FileExtending(request.FileContainingExtension),
        Question.AllExtensionNumbersOfType => ExtensionNumbers(request.AllExtensionNumbersOfType),
        Question.ListServices => Services(),
        // A question of a later version of the contract reads as none: refuse it and keep the stream.
        _ => Refusal(StatusCode.InvalidArgument, "The request asks for nothing that this server knows."),
    };

    private ServerReflectionResponse FileExtending(ExtensionRequest extension) =>
        File(
            catalog.FileExtending(extension.ContainingType, extension.ExtensionNumber),
            $"Extension {extension.ExtensionNumber} of \"{extension.ContainingType}\"");

    private ServerReflectionResponse ExtensionNumbers(string message)
    {
        if (catalog.ExtensionNumbers(message) is not { } numbers)
        {
            return Refusal(StatusCode.NotFound, $"Message \"{message}\" not found.");
        }

        var answer = new ExtensionNumberResponse { BaseTypeName = message };
        answer.ExtensionNumber.AddRange(numbers);
        return new ServerReflectionResponse { AllExtensionNumbersResponse = answer };
    }

    private ServerReflectionResponse Services()
    {
        var answer = new ListServiceResponse();
        answer.Service.AddRange(served.Names.Select(name => new ServiceResponse { Name = name }));
        return new ServerReflectionResponse { ListServicesResponse = answer };
    }

    private static ServerReflectionResponse File(FileDescriptor? file, string sought)
    {
        if (file is null)
        {
            return Refusal(StatusCode.NotFound, $"{sought} not found.");
        }

        var answer = new FileDescriptorResponse();
        answer.FileDescriptorProto.AddRange(
            DescriptorCatalog.WithImports(file).Select(found => found.SerializedData));
        return new ServerReflectionResponse { FileDescriptorResponse = answer };
    }

    private static ServerReflectionResponse Refusal(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
