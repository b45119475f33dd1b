using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.Connectors.Salesforce.Sandbox.Faults;
using Onboarding.Connectors.Salesforce.Sandbox.Rest;
using Onboarding.Connectors.Salesforce.Sandbox.SignIn;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// Takes each HTTP request through fault plan, gates and routes, and writes, tears or withholds the answer.
/// </summary>
internal sealed class SandboxEndpoint(
    SalesforceWorld world, SalesforceCalls calls, FaultPlan faults, SandboxGates gates, TokenRoute tokens,
    RestRoutes routes, int versionMax)
{
    private const int VersionsServed = 37;

    private sealed record Request(
        string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body, Uri Instance)
    {
        public string Path => Target.Split('?', 2)[0].TrimEnd('/');

        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }

    private sealed record Outcome(
        RestAnswer? Answer, SalesforceCallKind Kind, long Number, SalesforceFault? Fault, string? Usage);

    public async Task AnswerAsync(HttpContext http)
    {
        var request = await ReadAsync(http);
        Outcome outcome;
        lock (world.Gate)
        {
            outcome = request.Path switch
            {
                "/services/oauth2/token" or "/services/oauth2/revoke" => SignIn(request),
                "/services/data" => new Outcome(Versions(request), SalesforceCallKind.Versions, 0, null, null),
                _ => Rest(request),
            };
            world.Store.Commit();
        }

        var answered = outcome.Fault is not (SalesforceFault.DroppedBefore or SalesforceFault.DroppedAfter);
        calls.Note(new SalesforceCall(
            outcome.Number, outcome.Kind, request.Method, request.Target, answered
                ? outcome.Answer?.HttpCode
                : null, outcome.Fault));
        await WriteAsync(http, outcome);
    }

    private Outcome SignIn(Request request)
    {
        var number = calls.NextNumber(SalesforceCallKind.SignIn);
        var fault = faults.OfSignIn(number);
        var answer = Disturbance(fault);
        if (answer is null && fault != SalesforceFault.DroppedBefore)
        {
            answer = SignInAnswer(request);
        }

        return new Outcome(answer, SalesforceCallKind.SignIn, number, fault, null);
    }

    private RestAnswer SignInAnswer(Request request)
    {
        if (request.Method != "POST")
        {
            return RestAnswer.MethodNotAllowed(request.Method);
        }

        var form = RestPath.ParseQuery(Encoding.UTF8.GetString(request.Body));
        return request.Path.EndsWith("revoke", StringComparison.Ordinal)
            ? tokens.Revoke(form.GetValueOrDefault("token"))
            : tokens.Answer(form, request.Header("Authorization"), request.Instance);
    }

    private Outcome Rest(Request request)
    {
        var path = RestPath.TryParse(request.Target, out var parsed) ? parsed : null;
        var kind = path is null ? SalesforceCallKind.Unknown : RestRoutes.KindOf(path.Segments);
        var number = calls.NextNumber(kind);
        var fault = faults.OfCall(number);
        var answer = fault == SalesforceFault.DroppedBefore
            ? null
            : Disturbance(fault) ?? Admitted(request, path, kind, number, fault);
        return new Outcome(answer, kind, number, fault, gates.Usage);
    }

    private RestAnswer Admitted(
        Request request, RestPath? path, SalesforceCallKind kind, long number, SalesforceFault? fault)
    {
        var authorization = request.Header("Authorization");
        if (fault == SalesforceFault.SessionLost)
        {
            gates.EndSession(authorization);
        }

        if (!gates.TrySession(authorization, out var userId))
        {
            return SandboxGates.SessionEnded;
        }

        if (gates.Charge() is { } spent)
        {
            return spent;
        }

        calls.Charge(kind);
        if (path is null || path.Version > versionMax || path.Version <= versionMax - VersionsServed)
        {
            return RestAnswer.Refused(404, "NOT_FOUND", "The requested resource does not exist");
        }

        return Routed(request, path, userId, new RowFaults(faults, number, fault));
    }

    private RestAnswer Routed(Request request, RestPath path, string userId, RowFaults rowFaults)
    {
        if (request.Body.Length > 0
            && request.Header("Content-Type")?.StartsWith(
                "application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return RestAnswer.Refused(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json");
        }

        try
        {
            using var body = request.Body.Length > 0 ? JsonDocument.Parse(request.Body) : null;
            return routes.Answer(new RestCall
            {
                Method = request.Method,
                Segments = path.Segments,
                Query = path.Query,
                Headers = request.Headers,
                Body = body?.RootElement,
                BasePath = path.BasePath,
                World = world,
                UserId = userId,
                RowFaults = rowFaults,
            });
        }
        catch (JsonException malformed)
        {
            return RestAnswer.Refused(400, "JSON_PARSER_ERROR", malformed.Message);
        }
    }

    /// <summary>
    /// The answer of a fault that stands in front of the platform's own, or null when the call goes on.
    /// </summary>
    private static RestAnswer? Disturbance(SalesforceFault? fault) => fault switch
    {
        SalesforceFault.EdgeThrottled => new RestAnswer(429),
        SalesforceFault.OrgThrottled =>
            RestAnswer.Refused(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
        SalesforceFault.ServerError => RestAnswer.Refused(
            500, "UNKNOWN_EXCEPTION",
            "An unexpected error occurred. Please include this ErrorId if you contact support: 1790000000-1 (1)"),
        SalesforceFault.Unavailable =>
            RestAnswer.Refused(503, "SERVER_UNAVAILABLE", "The server is unavailable to handle the request."),
        _ => null,
    };

    /// <summary>GET /services/data/ needs no session ("REST API Developer Guide, Versions").</summary>
    private RestAnswer Versions(Request request) => request.Method != "GET"
        ? RestAnswer.MethodNotAllowed(request.Method)
        : RestAnswer.Ok(
            new JsonArray([.. Enumerable.Range(versionMax - VersionsServed + 1, VersionsServed).Select(Version)]));

    private static JsonObject Version(int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{number}.0");
        return new JsonObject { ["label"] = "Release " + text, ["url"] = "/services/data/v" + text,
            ["version"] = text };
    }

    private static async Task<Request> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers =
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Request(
            http.Request.Method,
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            headers,
            body.ToArray(),
            new Uri($"{http.Request.Scheme}://{http.Request.Host}"));
    }

    private async Task WriteAsync(HttpContext http, Outcome outcome)
    {
        if (outcome.Answer is not { } answer || outcome.Fault == SalesforceFault.DroppedAfter)
        {
            http.Abort();
            return;
        }

        var response = http.Response;
        response.StatusCode = answer.HttpCode;
        response.Headers.Date = world.Clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        if (outcome.Usage is { } usage)
        {
            response.Headers["Sforce-Limit-Info"] = usage;
        }

        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        var (contentType, bytes) = Encode(answer);
        if (bytes.Length == 0 || http.Request.Method == "HEAD")
        {
            return;
        }

        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (outcome.Fault == SalesforceFault.TornBody)
        {
            await response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), http.RequestAborted);
            await response.Body.FlushAsync(http.RequestAborted);
            http.Abort();
            return;
        }

        await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static (string ContentType, byte[] Bytes) Encode(RestAnswer answer) => answer.HttpCode == 429
        ? ("text/html", "<html><body>Too many requests</body></html>"u8.ToArray())
        : ("application/json;charset=UTF-8",
            answer.Body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(answer.Body, WireJson.Default.JsonNode));
}
