using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>What a route answers.</summary>
internal sealed record RestAnswer(int HttpCode, JsonNode? Body = null)
{
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool Succeeded => HttpCode < 300;

    public static RestAnswer Ok(JsonNode body) => new(200, body);

    public static RestAnswer NoContent { get; } = new(204);

    public static RestAnswer Created(string location, JsonObject body) =>
        new(201, body) { Headers = ImmutableDictionary<string, string>.Empty.Add("Location", location) };

    public static RestAnswer Refused(SalesforceRefusedException refused) =>
        new(refused.HttpCode, Errors(refused, "errorCode"));

    public static RestAnswer Refused(int httpCode, string code, string message) =>
        Refused(new SalesforceRefusedException(code, message) { HttpCode = httpCode });

    public static RestAnswer MethodNotAllowed(string method) =>
        Refused(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{method}' not allowed");

    /// <summary>
    /// Errors of a whole call carry "errorCode", those of a row in a collection "statusCode"
    /// ("REST API Developer Guide, sObject Collections").
    /// </summary>
    public static JsonArray Errors(SalesforceRefusedException refused, string codeMember)
    {
        var inRow = codeMember == "statusCode";
        var array = new JsonArray();
        foreach (var error in refused.Errors)
        {
            var json = new JsonObject { [codeMember] = error.Code, ["message"] = error.Message };
            if (inRow || error.Fields.Length > 0
                || error.Code is "FIELD_CUSTOM_VALIDATION_EXCEPTION" or "DUPLICATE_VALUE")
            {
                json["fields"] = new JsonArray([.. error.Fields.Select(f => (JsonNode)f)]);
            }

            if (array.Count == 0 && refused.Detail is { } detail)
            {
                json[detail.Key] = detail.Value.DeepClone();
            }

            array.Add((JsonNode)json);
        }

        return array;
    }

    public static JsonObject Saved(string id, bool? created = null)
    {
        var json = new JsonObject { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray() };
        if (created is not null)
        {
            json["created"] = created;
        }

        return json;
    }
}
