using System.Collections.Immutable;

using Google.Protobuf;

using Grpc.Core;

namespace Onboarding.Hub.Api.Failures;

/// <summary>
/// A call is refused: the one exception of the API, thrown by what checks a request and turned into a status by the
/// interceptor. Made by <see cref="Refuse"/>.
/// </summary>
internal sealed class RefusedException(StatusCode code, V1.ErrorReason reason, string message) : Exception(message)
{
    public StatusCode Code { get; } = code;

    public V1.ErrorReason Reason { get; } = reason;

    /// <summary>What the metadata of the ErrorInfo says.</summary>
    public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Further details: BadRequest, PreconditionFailure and their like.</summary>
    public ImmutableArray<IMessage> Details { get; init; } = [];
}
