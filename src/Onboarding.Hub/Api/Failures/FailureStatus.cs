using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

using Grpc.Core;

namespace Onboarding.Hub.Api.Failures;

/// <summary>Puts a refusal into the form in which gRPC carries it: a status, and google.rpc.Status in a trailer.</summary>
internal static class FailureStatus
{
    public const string Domain = "onboarding.hub";

    public const string DetailsTrailer = "grpc-status-details-bin";

    public static RpcException ToRpc(RefusedException refused) => new(
        new Grpc.Core.Status(refused.Code, refused.Message),
        new Metadata { { DetailsTrailer, Rich(refused).ToByteArray() } },
        refused.Message);

    public static Google.Rpc.Status Rich(RefusedException refused)
    {
        // The package at hand predates the renaming of the field "type" to "reason"; on the wire they are the same field.
        var reason = new ErrorInfo { Domain = Domain, Type = ReasonTable.NameOf(refused.Reason) };
        reason.Metadata.Add(refused.Facts);
        var status = new Google.Rpc.Status { Code = (int)refused.Code, Message = refused.Message };
        status.Details.Add(Any.Pack(reason));
        status.Details.AddRange(refused.Details.Select(Any.Pack));
        return status;
    }
}
