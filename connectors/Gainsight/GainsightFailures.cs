using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// Says what a refusal means. The code decides before the HTTP status, because a refusal can come with 200, and one for
/// a bad key with 400, 401 or 403. The vendor's words hold values of the request, so that only names of fields are
/// taken out of them.
/// </summary>
internal static partial class GainsightFailures
{
    private const int CodeLengthMax = 40;
    private const int FieldsMax = 5;

    /// <summary>What is wrong with a whole answer; null when it can be read.</summary>
    /// <param name="request">The request that was answered.</param>
    /// <param name="response">The answer.</param>
    /// <exception cref="JsonException">The answer says that it went well and is no envelope.</exception>
    public static Failure? Of(PlatformRequest request, PlatformResponse response)
    {
        int status = response.StatusCode;
        if (GainsightEnvelope.TryRead(response) is not { } envelope)
        {
            return Foreign(request, status);
        }

        return envelope.Result && status < 400
            ? null
            : new Failure(
                KindOf(envelope.Code, status),
                Message(request.Purpose, envelope.Code, status, envelope.RequestId, FieldsIn(envelope, request)));
    }

    /// <summary>What is wrong with one record of a call that went well as a whole.</summary>
    /// <param name="purpose">What the call was for.</param>
    /// <param name="code">Vendor's code.</param>
    /// <param name="text">Vendor's words.</param>
    /// <param name="sent">Names of the fields that were sent.</param>
    /// <param name="requestId">What the vendor's support asks for.</param>
    public static Failure OfRecord(
        string purpose, string code, string text, IEnumerable<string> sent, string? requestId) =>
        new(KindOf(code, 200), Message(purpose, code, 200, requestId, Named(text, [.. sent])));

    private static FailureKind KindOf(string? code, int status) => (code, status) switch
    {
        ("GU_2400", _) or (_, 429) => FailureKind.RateLimited,
        ("GS_APIG_2401" or "GSOBJ_1024", _) or (_, 401 or 403) => FailureKind.Unauthorized,
        ("GU_1101" or "GSOBJ_1003", _) or (_, >= 500 or 408) => FailureKind.Transient,
        // A path, object or field that is not there: "Error Codes for Company, Relationship, and Custom Object APIs".
        ("GSOBJ_1023" or "GSOBJ_1002" or "COCKPIT_5101" or "OBJECT_NOT_FOUND", _) or (_, 404 or 405) =>
            FailureKind.Misconfigured,
        // One live client states that all validation comes as 400; what has a code and no class above is one.
        ({ }, _) or (_, >= 400) => FailureKind.RecordRejected,
        // "False" without a reason says nothing of the record.
        (null, _) => FailureKind.Transient,
    };

    private static Failure? Foreign(PlatformRequest request, int status) => status switch
    {
        < 300 => throw new JsonException("The answer is not what the platform answers."),
        < 400 => null,
        429 => new Failure(FailureKind.RateLimited, Message(request.Purpose, null, status, null, [])),
        401 or 403 => new Failure(FailureKind.Unauthorized, Message(request.Purpose, null, status, null, [])),
        408 or >= 500 => new Failure(FailureKind.Transient, Message(request.Purpose, null, status, null, [])),
        _ => new Failure(
            FailureKind.Misconfigured,
            $"'{request.Purpose}' was answered with HTTP {status} and not by Gainsight. Correct the setting BaseUrl or "
                + "the path."),
    };

    private static string Message(
        string purpose, string? code, int status, string? requestId, ImmutableArray<string> fields)
    {
        string fault = IsWord(code) ? code! : $"HTTP {status}";
        string named = fields.IsEmpty ? "" : $" because of {string.Join(", ", fields)}";
        string handle = IsWord(requestId) ? $" Gainsight's support finds it by {requestId}." : "";
        string remedy = KindOf(code, status) switch
        {
            FailureKind.RateLimited => "Fewer calls are made for a while.",
            FailureKind.Unauthorized => "Check the connection's access key or client.",
            FailureKind.Transient => "Try again later.",
            FailureKind.Misconfigured =>
                "Make the field, object or path on the tenant, or correct the mapping or the settings.",
            FailureKind.RecordRejected => "Mend the record in the hub or on the platform.",
            _ => "",
        };
        return $"Gainsight refused '{purpose}' with {fault}{named}. {remedy}{handle}";
    }

    // An answer can hold anything, so that only what looks like a code or an id is repeated.
    private static bool IsWord(string? text) =>
        text is { Length: > 0 and <= CodeLengthMax } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static ImmutableArray<string> FieldsIn(GainsightEnvelope envelope, PlatformRequest request)
    {
        ImmutableArray<string> sent = [.. NamesIn(request)];
        string blamed = string.Join(' ', Blamed(envelope.Data is JsonObject data ? data["errors"] : null));
        return Named($"{envelope.Text} {blamed}", sent);
    }

    // Errors of a batch come as an array of arrays from some and as a flat array from others.
    private static IEnumerable<string> Blamed(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Blamed),
        JsonObject one when GainsightEnvelope.TextOf(one["fieldName"]) is { } field => [field],
        JsonObject one => Blamed(one["errors"]),
        _ => [],
    };

    private static IEnumerable<string> NamesIn(PlatformRequest request)
    {
        if (request.Content is null || JsonNode.Parse(request.Content) is not JsonObject body)
        {
            return [];
        }

        IEnumerable<string> selected = body["select"] is JsonArray select
            ? select.Select(GainsightEnvelope.TextOf).OfType<string>()
            : [];
        IEnumerable<JsonNode?> records = (body["records"] as JsonArray ?? []).Concat(
            (body["requests"] as JsonArray ?? []).Select(one => one?["record"]));
        return selected.Concat(records.OfType<JsonObject>().SelectMany(record => record.Select(pair => pair.Key)));
    }

    /// <summary>
    /// Names of fields in the vendor's words: those that were sent, and custom ones, which no value looks like.
    /// </summary>
    private static ImmutableArray<string> Named(string text, ImmutableArray<string> sent) =>
    [
        .. Word().Matches(text)
            .Select(match => match.Value.TrimEnd('.'))
            .Where(word => sent.Contains(word, StringComparer.OrdinalIgnoreCase) || CustomName().IsMatch(word))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(FieldsMax),
    ];

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9_.]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z0-9_]{1,60}__g?c$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CustomName();
}
