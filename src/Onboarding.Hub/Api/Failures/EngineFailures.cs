using System.Globalization;

using Google.Protobuf;

using Grpc.Core;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.Hub.Api.Failures;

/// <summary>
/// Gives a reason to the failures that the gRPC engine answers by itself, before any interceptor runs: a message that is
/// too large, a method that does not exist.
/// </summary>
internal static class EngineFailures
{
    private const string StateHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";

    public static async Task AddReasonAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);

        // An answer that failed before its first message carries the status in its headers, any other in its trailers.
        IHeaderDictionary? destination = http.Response.HasStarted
            ? http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : http.Response.Headers;
        if (destination is null || destination.ContainsKey(FailureStatus.DetailsTrailer)
            || !int.TryParse(destination[StateHeader], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            || ReasonOf((StatusCode)code) is not { } reason)
        {
            return;
        }

        string message = Uri.UnescapeDataString(destination[MessageHeader].ToString());
        var refused = new RefusedException((StatusCode)code, reason, message);
        destination[FailureStatus.DetailsTrailer] = Convert.ToBase64String(FailureStatus.Rich(refused).ToByteArray()).TrimEnd('=');
    }

    private static V1.ErrorReason? ReasonOf(StatusCode code) => code switch
    {
        StatusCode.ResourceExhausted => V1.ErrorReason.MessageTooLarge,
        StatusCode.Unimplemented => V1.ErrorReason.MethodUnknown,
        StatusCode.DeadlineExceeded => V1.ErrorReason.DeadlineExceeded,
        StatusCode.Cancelled => V1.ErrorReason.CallCancelled,
        StatusCode.Internal or StatusCode.Unknown => V1.ErrorReason.Internal,
        _ => null,
    };
}
