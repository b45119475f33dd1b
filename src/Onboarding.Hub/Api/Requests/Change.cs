using System.Security.Cryptography;
using System.Text;

using Google.Protobuf;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api.Requests;

/// <summary>A call that changes something, as far as all such calls are alike.</summary>
internal sealed record Change
{
    /// <summary>Longest request id.</summary>
    public const int RequestIdLengthMax = 128;

    /// <summary>What is to change.</summary>
    public required ResourceName Target { get; init; }

    public required Caller Caller { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Which of the many changes of the call this is; null where there is one.</summary>
    private string? Part { get; init; }

    /// <summary>SHA-256 over caller, method and request: what a repeat must be equal in.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The version that the caller decided on; empty for any.</summary>
    public required string Etag { get; init; }

    /// <summary>Whether nothing is to be written.</summary>
    public bool ValidateOnly { get; init; }

    /// <summary>The request's field that a refusal of values is about.</summary>
    public string Field { get; init; } = "";

    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Who and why, for the journal.</summary>
    public Origin Origin => new(Caller.Actor, $"call:{RequestId}");

    /// <summary>The stamp that makes the call recognisable once it has changed the stream.</summary>
    public RequestStamp Stamp(StreamId stream) =>
        // No caller's request id has a blank, so none is that of a part.
        new(Part is null ? RequestId : $"{RequestId} {Part}", Fingerprint, stream.ToString());

    /// <summary>The change of one of many resources, which is made once for itself.</summary>
    public Change PartOf(ResourceName target) => this with { Target = target, Part = target.Key };

    /// <summary>Checks role and request id, which every change needs.</summary>
    /// <param name="request">The message; its fields request_id and etag are read.</param>
    /// <param name="target">What is to change.</param>
    /// <param name="role">The role that the call needs.</param>
    /// <param name="context">The call.</param>
    public static Change Of(IMessage request, ResourceName target, CallerRole role, ServerCallContext context)
    {
        Caller caller = context.Caller();
        caller.Demand(role);
        return new Change
        {
            Target = target,
            Caller = caller,
            RequestId = RequestIdOf(request),
            Fingerprint = Print(caller, context.Method, request),
            Etag = TextOf(request, "etag"),
            CancellationToken = context.CancellationToken,
        };
    }

    /// <summary>The request id of a message, which is the seed of ids that the caller leaves to the hub.</summary>
    public static string RequestIdOf(IMessage request)
    {
        string requestId = TextOf(request, "request_id");
        return requestId.Length is > 0 and <= RequestIdLengthMax && requestId.All(c => c is >= '!' and <= '~')
            ? requestId
            : throw Refuse.RequestId(
                $"request_id takes 1 to {RequestIdLengthMax} printing ASCII characters without blanks; a UUID is a good one.");
    }

    private static string TextOf(IMessage request, string field) =>
        request.Descriptor.FindFieldByName(field) is { } found ? (string)found.Accessor.GetValue(request) : "";

    private static string Print(Caller caller, string method, IMessage request)
    {
        using var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes($"{caller.Actor}\n{method}\n"));
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            // Maps have no lasting order otherwise, and a repeat must print alike.
            output.Deterministic = true;
            request.WriteTo(output);
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }
}
