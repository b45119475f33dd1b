using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Takes each call through counting, sign-in, limits and faults to its rule, and sends what comes of it.
/// </summary>
internal sealed class Gateway(
    GainsightWorld world,
    GainsightCalls calls,
    SignIn signIn,
    CallLimiter limiter,
    Func<GainsightFaults> faults,
    TimeProvider time,
    long seed)
{
    /// <summary>Answers a call of the platform.</summary>
    public Task AnswerAsync(HttpContext context, Route route) => HandleAsync(
        context,
        route.Kind,
        async (number, fault) => signIn.Refuse(context.Request)
        ?? Limited(route.Family)
        ?? Faulty(fault)
        ?? await RunAsync(context, route, number, fault));

    /// <summary>Answers the sign-in for a token.</summary>
    public Task IssueTokenAsync(HttpContext context) => HandleAsync(
        context,
        GainsightCallKind.Token,
        async (_, fault) => Faulty(fault) ?? await signIn.IssueAsync(context.Request, context.RequestAborted));

    /// <summary>
    /// Refuses a path that the platform does not have ("Error Codes for Company ... APIs", GSOBJ_1023).
    /// </summary>
    public Task RefuseAsync(HttpContext context) => HandleAsync(
        context,
        GainsightCallKind.Unknown,
        (_, _) => Task.FromResult(Reply.Refused(400, ErrorCodes.BadPath, "Invalid API path called.")));

    private async Task HandleAsync(
        HttpContext context,
        GainsightCallKind kind,
        Func<long, GainsightFault?, Task<Reply>> answer)
    {
        var request = context.Request;
        var number = calls.Count(kind, request.Method, request.Path, time.GetUtcNow());
        var fault = faults().At(number);
        if (fault is not null)
        {
            calls.CountFaulty();
        }

        if (fault is GainsightFault.DroppedBefore)
        {
            context.Abort();
            return;
        }

        var reply = await answer(number, fault);
        if (fault is GainsightFault.DroppedAfter)
        {
            context.Abort();
            return;
        }

        await SendAsync(context, reply, number, torn: fault is GainsightFault.TornBody);
    }

    private Reply? Limited(LimitFamily family)
    {
        if (limiter.TrySpend(family))
        {
            return null;
        }

        calls.CountThrottled();
        return TooManyCalls(429);
    }

    // "API Documentation Overview" tells of no Retry-After and no rate limit headers.
    private static Reply TooManyCalls(int httpStatus) =>
        Reply.Refused(httpStatus, ErrorCodes.TooManyCalls, "Too many requests.");

    private static Reply? Faulty(GainsightFault? fault) => fault switch
    {
        GainsightFault.Throttled => TooManyCalls(429),
        GainsightFault.ThrottledWith200 => TooManyCalls(200),
        GainsightFault.ServerError => Reply.Refused(500, ErrorCodes.Unexpected, "Unexpected server error."),
        GainsightFault.FalseWith200 => Reply.Refused(200, ErrorCodes.Unexpected, "Unexpected server error."),
        _ => null,
    };

    private async Task<Reply> RunAsync(HttpContext context, Route route, long number, GainsightFault? fault)
    {
        try
        {
            var body = await ReadAsync(context.Request, context.RequestAborted);
            var request = new GainsightRequest(number, context, body, fault);
            return world.Locked(() => route.Answer(request));
        }
        catch (RefusedException refusal)
        {
            return Reply.Of(refusal);
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Method is not ("POST" or "PUT"))
        {
            return [];
        }

        if (!request.HasJsonContentType())
        {
            throw new RefusedException(ErrorCodes.BadValue, "Content-Type must be application/json.");
        }

        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return await JsonNode.ParseAsync(request.Body, null, options, cancellationToken) as JsonObject
                ?? throw new RefusedException(ErrorCodes.BadValue, "The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new RefusedException(ErrorCodes.BadValue, "The body is not valid JSON.");
        }
    }

    private async Task SendAsync(HttpContext context, Reply reply, long number, bool torn)
    {
        if (reply.Envelope.ContainsKey("requestId"))
        {
            reply.Envelope["requestId"] = SeededNumbers.Uuid(seed, number, salt: 31);
        }

        var bytes = Encoding.UTF8.GetBytes(reply.Envelope.ToJsonString());
        context.Response.StatusCode = reply.HttpStatus;
        context.Response.ContentType = "application/json";
        context.Response.Headers.Date = time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        context.Response.ContentLength = bytes.Length;
        var sent = torn ? bytes.AsMemory(0, bytes.Length / 2) : bytes;
        await context.Response.Body.WriteAsync(sent, context.RequestAborted);
        if (torn)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }
}
