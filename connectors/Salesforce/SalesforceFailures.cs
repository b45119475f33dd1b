using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

namespace Onboarding.Connectors.Salesforce;

/// <summary>
/// Says what kind of failure an answer is ("REST API Developer Guide, Status Codes and Error Responses"). Some codes mean
/// two things that only the message tells apart.
/// </summary>
internal static class SalesforceFailures
{
    // Only calls of 20 seconds and more count as concurrent ("App Limits Cheat Sheet"), so one of them may end by then.
    private static readonly TimeSpan s_concurrentDelay = TimeSpan.FromSeconds(20);

    // The daily allocation rolls over 24 hours and comes back little by little; the platform does not say when.
    private static readonly TimeSpan s_dailyDelay = TimeSpan.FromMinutes(30);

    // Signing in again does not mend these, and a client that tries does so for ever.
    private static readonly ImmutableArray<string> s_lastingRefusals =
        ["Connected app is not attached to Agent", "This session is not valid for use with the REST API"];

    // Messages of other codes may quote what was sent, which can be personal; these are written by administrators or
    // name fields only.
    private static readonly ImmutableArray<string> s_shown =
    [
        "FIELD_CUSTOM_VALIDATION_EXCEPTION", "DUPLICATES_DETECTED", "REQUIRED_FIELD_MISSING", "INVALID_FIELD", "INVALID_TYPE",
        "INVALID_FIELD_FOR_INSERT_UPDATE", "REQUEST_LIMIT_EXCEEDED",
    ];

    /// <summary>What is wrong with a whole answer; null when it can be read.</summary>
    public static Failure? Of(PlatformRequest request, PlatformResponse response)
    {
        FailureKind otherwise = request.Purpose.StartsWith(SalesforceWrites.Purpose, StringComparison.Ordinal)
            ? FailureKind.RecordRejected
            : FailureKind.Misconfigured;
        if (response.StatusCode is >= 200 and < 300)
        {
            return IsPage(response.Content)
                ? new Failure(FailureKind.Transient, $"'{request.Purpose}' was answered with a web page. Try again later.")
                : OfParts(request, response, otherwise);
        }

        return OfErrors(ErrorsOf(response), response.StatusCode, otherwise) ?? OfStatus(response, request.Purpose);
    }

    /// <summary>What a list of errors means; null when it is empty.</summary>
    /// <param name="errors">The errors of a call, a part of a composite or a row.</param>
    /// <param name="statusCode">HTTP status code of the call or part; 400 for a row.</param>
    /// <param name="otherwise">The kind of what is wrong with the content alone.</param>
    public static Failure? OfErrors(ImmutableArray<SalesforceError> errors, int statusCode, FailureKind otherwise)
    {
        if (errors.IsEmpty)
        {
            return null;
        }

        (FailureKind kind, string remedy, TimeSpan? delay) = Meaning(errors[0], statusCode, otherwise);
        return new Failure(kind, $"Salesforce: {string.Join("; ", errors.Select(Words))}. {remedy}", delay);
    }

    /// <summary>What a status code means that came without the platform's own error: the edge in front of it answered.</summary>
    public static Failure OfStatus(PlatformResponse response, string purpose)
    {
        string what = $"'{purpose}' was answered with HTTP {response.StatusCode}";
        return response.StatusCode switch
        {
            420 or 429 => new Failure(FailureKind.RateLimited, $"{what}: too many calls.", RetryAfter(response)),
            401 => new Failure(FailureKind.Unauthorized, $"{what}: the session is not accepted."),
            404 or 410 => new Failure(FailureKind.Misconfigured, $"{what}. Check LoginUrl and ApiVersion."),
            414 or 431 => new Failure(FailureKind.Misconfigured, $"{what}: the query is too long. Map fewer fields."),
            405 or 415 => new Failure(FailureKind.Unsupported, $"{what}: the platform does not take this call."),
            _ => new Failure(FailureKind.Transient, $"{what}. Try again later."),
        };
    }

    private static (FailureKind Kind, string Remedy, TimeSpan? Delay) Meaning(
        SalesforceError error, int statusCode, FailureKind otherwise) => error.Code switch
    {
        "INVALID_SESSION_ID" when s_lastingRefusals.Any(text =>
            error.Message.Contains(text, StringComparison.OrdinalIgnoreCase)) =>
            (FailureKind.Misconfigured, 
                "Give the connected app the scope 'api' and the user the right to use the API.", null),
        "INVALID_SESSION_ID" => (FailureKind.Unauthorized, "The session has ended.", null),
        "REQUEST_LIMIT_EXCEEDED" when error.Message.Contains("Concurrent", StringComparison.OrdinalIgnoreCase) =>
            (FailureKind.RateLimited, "Too many long calls run at once.", s_concurrentDelay),
        "REQUEST_LIMIT_EXCEEDED" => (FailureKind.RateLimited,
            "The organization has spent its calls of 24 hours. Wait, buy more, or lower what its programs use.",
            s_dailyDelay),
        "INVALID_QUERY_LOCATOR" => (FailureKind.PageExpired, "The place in the query is not known any more.", null),
        "UNABLE_TO_LOCK_ROW" or "QUERY_TIMEOUT" or "SERVER_UNAVAILABLE" or "UNKNOWN_EXCEPTION" =>
            (FailureKind.Transient, "Try again later.", null),
        "INVALID_FIELD" or "INVALID_TYPE" or "INVALID_FIELD_FOR_INSERT_UPDATE" or "MALFORMED_QUERY" =>
            (FailureKind.Misconfigured, "Run the connection's set-up, give the user the permission set, or correct the mapping.", null),
        "NOT_FOUND" => (FailureKind.Misconfigured, "Run the connection's set-up, and check ApiVersion.", null),
        "INSUFFICIENT_ACCESS" or "API_DISABLED_FOR_ORG" or "API_CURRENTLY_DISABLED" or "FUNCTIONALITY_NOT_ENABLED"
            or "TXN_SECURITY_METERING_ERROR" =>
            (FailureKind.Misconfigured, "Give the hub's user the right to do this.", null),
        _ => ByStatus(statusCode, otherwise),
    };

    private static (FailureKind Kind, string Remedy, TimeSpan? Delay) ByStatus(int statusCode, FailureKind otherwise) =>
        statusCode switch
        {
            401 => (FailureKind.Unauthorized, "The session has ended.", null),
            403 => (FailureKind.Misconfigured, "Give the hub's user the right to do this.", null),
            404 or 410 => (FailureKind.Misconfigured, "Check ApiVersion.", null),
            409 or 412 or >= 500 => (FailureKind.Transient, "Try again later.", null),
            405 or 415 => (FailureKind.Unsupported, "The platform does not take this call.", null),
            _ => (otherwise, otherwise == FailureKind.RecordRejected
                ? "Correct the record in the hub or the rule in Salesforce, then replay it."
                : "Look at the connection's settings and mapping.", null),
        };

    private static string Words(SalesforceError error)
    {
        string fields = error.Fields.IsEmpty ? "" : $" on {string.Join(", ", error.Fields)}";
        string rule = error.Rule is null ? "" : $" by the rule {error.Rule}";
        string message = s_shown.Contains(error.Code, StringComparer.Ordinal) ? $": {error.Message.TrimEnd('.')}" : "";
        return $"{error.Code}{rule}{fields}{message}";
    }

    /// <summary>
    /// A composite is 200 whatever its parts say. When a part met the end of the session or of the allocation, the call
    /// as a whole is to be made again: every part of it may be repeated.
    /// </summary>
    private static Failure? OfParts(PlatformRequest request, PlatformResponse response, FailureKind otherwise)
    {
        // Looked for as bytes first, because a page of thousands of records is read once and not twice.
        ReadOnlySpan<byte> content = response.Content;
        if (content.IndexOf("\"compositeResponse\""u8) < 0
            || (content.IndexOf("INVALID_SESSION_ID"u8) < 0 && content.IndexOf("REQUEST_LIMIT_EXCEEDED"u8) < 0))
        {
            return null;
        }

        return JsonElement.Parse(response.Content).Member("compositeResponse").Elements()
            .Where(part => part.Required("httpStatusCode").GetInt32() >= 400)
            .Select(part => OfErrors(SalesforceError.Read(part.Member("body")), 400, otherwise))
            .FirstOrDefault(failure => failure?.Kind is FailureKind.Unauthorized or FailureKind.RateLimited);
    }

    private static ImmutableArray<SalesforceError> ErrorsOf(PlatformResponse response)
    {
        try
        {
            return response.Content.Length == 0 ? [] : SalesforceError.Read(JsonElement.Parse(response.Content));
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsPage(ReadOnlySpan<byte> content) => content.TrimStart(" \r\n\t"u8).StartsWith("<"u8);

    private static TimeSpan? RetryAfter(PlatformResponse response) =>
        int.TryParse(response.Header("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
