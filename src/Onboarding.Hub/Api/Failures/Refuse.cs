using System.Collections.Immutable;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api.Failures;

/// <summary>Makes refusals, each with the details that its reason promises in errors.proto.</summary>
internal static class Refuse
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    public static RefusedException Field(string field, string message) =>
        BadField(V1.ErrorReason.InvalidField, "field", field, message);

    public static RefusedException Name(string field, string message) =>
        BadField(V1.ErrorReason.NameInvalid, "field", field, message);

    public static RefusedException PageSize(string message) =>
        BadField(V1.ErrorReason.PageSizeInvalid, "field", "page_size", message);

    public static RefusedException PageToken() => BadField(
        V1.ErrorReason.PageTokenInvalid, "field", "page_token",
        "The page token is none of this call's. Give back next_page_token with the other fields unchanged, or none.");

    public static RefusedException ResumeToken() => BadField(
        V1.ErrorReason.ResumeTokenInvalid, "field", "resume_token",
        "The resume token is none of this watch's. Give back the last one received, or none.");

    public static RefusedException Mask(string path, string message) =>
        BadField(V1.ErrorReason.FieldMaskInvalid, "path", path, message);

    public static RefusedException RequestId(string message) =>
        BadField(V1.ErrorReason.RequestIdInvalid, "field", "request_id", message);

    public static RefusedException RequestIdReused(string requestId) => new(
        StatusCode.AlreadyExists, V1.ErrorReason.RequestIdReused,
        $"The request id '{requestId}' was used before for another call; choose a new one.")
    {
        Facts = Fact("request_id", requestId),
    };

    public static RefusedException NotFound(string resource, string? message = null) => new(
        StatusCode.NotFound, V1.ErrorReason.NotFound, message ?? $"There is no {resource}.")
    {
        Facts = Fact("resource", resource),
        Details = [new ResourceInfo { ResourceName = resource, Description = message ?? "It does not exist." }],
    };

    public static RefusedException Etag(string resource, string etag) => new(
        StatusCode.Aborted, V1.ErrorReason.EtagMismatch,
        $"{resource} changed since the etag was read. Read it again and decide anew.")
    {
        Facts = Fact("etag", etag).Add("resource", resource),
    };

    public static RefusedException CallerUnknown(string message) =>
        new(StatusCode.Unauthenticated, V1.ErrorReason.CallerUnknown, message);

    public static RefusedException RoleRequired(CallerRole role)
    {
        string name = role.ToString().ToLowerInvariant();
        return new RefusedException(
            StatusCode.PermissionDenied, V1.ErrorReason.RoleRequired,
            $"The call needs the role {name}, over every workspace where it concerns no single one.")
        {
            Facts = Fact("role", name),
        };
    }

    public static RefusedException RoleNotHeld(string role, string person) => new(
        StatusCode.PermissionDenied, V1.ErrorReason.RoleRequired,
        $"{person} does not hold the role {role} in the workspace; who holds it stands in its settings.")
    {
        Facts = Fact("role", role),
    };

    public static RefusedException WatchesExhausted(int max) => new(
        StatusCode.ResourceExhausted, V1.ErrorReason.WatchesExhausted,
        $"{max} watches are open, as many as the hub serves. Close some, or try again later.")
    {
        Details =
        [
            new QuotaFailure
            {
                Violations =
                {
                    new QuotaFailure.Types.Violation { Subject = "watches", Description = $"{max} are open, the most there may be." },
                },
            },
            Retry(TimeSpan.FromSeconds(10)),
        ],
    };

    public static RefusedException ConnectionPaused(string connection, string because) => Precondition(
        V1.ErrorReason.ConnectionPaused, "connection", connection,
        $"{connection} is paused: {because} Resume it first.", [because]);

    public static RefusedException SyncRunning(string connection, string operation) => Precondition(
        V1.ErrorReason.SyncRunning, "operation", operation,
        $"A sync run of {connection} is under way. Wait for it, or watch it.", [operation]);

    public static RefusedException Conflict(string resource, string message) =>
        Precondition(V1.ErrorReason.StateConflict, "resource", resource, message, [message]);

    public static RefusedException Stopping() => new(
        StatusCode.Unavailable, V1.ErrorReason.Stopping,
            "The hub is stopping. Call again; the same request id makes that safe.")
    {
        Details = [Retry(s_retryAfter)],
    };

    public static RefusedException StoreUnavailable() => new(
        StatusCode.Unavailable, V1.ErrorReason.StoreUnavailable,
        "The hub's database cannot be reached at the moment. Call again; the same request id makes that safe.")
    {
        Details = [Retry(s_retryAfter)],
    };

    public static RefusedException Overtaken() => new(
        StatusCode.Aborted, V1.ErrorReason.Overtaken,
        "Others changed the same resource again and again while the hub tried. Try again.")
    {
        Details = [Retry(s_retryAfter)],
    };

    /// <summary>What the model refuses.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="resource">Name of the resource that was to change.</param>
    /// <param name="field">The request's field that the refusal is about, where it is about values.</param>
    public static RefusedException Of(Refusal refusal, string resource, string field)
    {
        (StatusCode code, V1.ErrorReason reason) = ReasonTable.Of(refusal.Reason);
        ImmutableArray<string> things = refusal.Details.IsDefaultOrEmpty ? [refusal.Message] : refusal.Details;
        return code switch
        {
            StatusCode.NotFound => NotFound(resource, refusal.Message),
            StatusCode.FailedPrecondition => Precondition(reason, "resource", resource, refusal.Message, things),
            StatusCode.InvalidArgument => Bad(reason, "field", field, refusal.Message, things),
            _ => new RefusedException(code, reason, refusal.Message) { Facts = Fact("resource", resource) },
        };
    }

    /// <summary>A request with several faults in one field.</summary>
    public static RefusedException Bad(
        V1.ErrorReason reason, string fact, string field, string message, ImmutableArray<string> faults)
    {
        var bad = new BadRequest();
        bad.FieldViolations.AddRange(faults.Select(fault =>
            new BadRequest.Types.FieldViolation { Field = field, Description = fault }));
        return new RefusedException(StatusCode.InvalidArgument, reason, message)
        {
            Facts = Fact(fact, field),
            Details = [bad],
        };
    }

    private static RefusedException BadField(V1.ErrorReason reason, string fact, string field, string message) =>
        Bad(reason, fact, field, message, [message]);

    private static RefusedException Precondition(
        V1.ErrorReason reason, string fact, string subject, string message, ImmutableArray<string> things)
    {
        var failure = new PreconditionFailure();
        failure.Violations.AddRange(things.Select(thing => new PreconditionFailure.Types.Violation
        {
            Type = ReasonTable.NameOf(reason),
            Subject = subject,
            Description = thing,
        }));
        return new RefusedException(StatusCode.FailedPrecondition, reason, message)
        {
            Facts = Fact(fact, subject),
            Details = [failure],
        };
    }

    private static IMessage Retry(TimeSpan delay) => new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) };

    private static ImmutableDictionary<string, string> Fact(string name, string value) =>
        ImmutableDictionary<string, string>.Empty.Add(name, value);
}
