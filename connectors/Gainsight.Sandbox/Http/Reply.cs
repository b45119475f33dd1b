using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>An answer before it is sent. The gateway adds the request id.</summary>
internal sealed record Reply(int HttpStatus, JsonObject Envelope)
{
    /// <summary>The envelope of every JSON reply ("Company API Documentation").</summary>
    public static Reply Ok(JsonNode? data) => new(200, New(true, null, null, data));

    public static Reply Refused(int httpStatus, string code, string description, JsonNode? data = null) =>
        new(httpStatus, New(false, code, description, data));

    public static Reply Of(RefusedException refusal) => Refused(refusal.HttpStatus, refusal.Code, refusal.Message);

    private static JsonObject New(bool result, string? code, string? description, JsonNode? data) => new()
    {
        ["result"] = result,
        ["errorCode"] = code,
        ["errorDesc"] = description,
        ["requestId"] = null,
        ["data"] = data,
        ["message"] = null,
    };
}
