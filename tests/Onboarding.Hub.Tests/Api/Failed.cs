using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

using Grpc.Core;

namespace Onboarding.Hub.Tests.Api;

/// <summary>How a call failed.</summary>
public sealed record Failed(
    StatusCode Code, string Reason, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> Details)
{
    public static Failed Of(RpcException failure)
    {
        if (failure.Trailers.GetValueBytes("grpc-status-details-bin") is not { } bytes)
        {
            return new Failed(failure.StatusCode, $"(no details: {failure.Status.Detail})", new Dictionary<string,
                string>(), []);
        }

        var status = Google.Rpc.Status.Parser.ParseFrom(bytes);
        ErrorInfo reason = status.Details.First(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();
        return new Failed(
            failure.StatusCode, reason.Domain == "onboarding.hub" ? reason.Type : $"(domain {reason.Domain})",
            new Dictionary<string, string>(reason.Metadata),
            [.. status.Details.Select(detail =>
                Any.GetTypeName(detail.TypeUrl)[(Any.GetTypeName(detail.TypeUrl).LastIndexOf('.') + 1)..])]);
    }
}
