using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// Up to 25 calls in one, of which up to 5 may be collections or queries, each able to use the answers of those before
/// it ("REST API Developer Guide, Composite"). The parts run in the order given, which is right with and without
/// collateSubrequests.
/// </summary>
internal sealed partial class CompositeRoute(RestRoutes routes)
{
    private const int PartsMax = 25;
    private const int HeavyPartsMax = 5;

    private sealed record Part(string Method, string Url, string ReferenceId, JsonElement? Body, JsonElement? Headers);

    public RestAnswer Run(RestCall call)
    {
        if (call.Method != "POST")
        {
            return RestAnswer.MethodNotAllowed(call.Method);
        }

        var body = call.RequireBody();
        var (allOrNone, parts) = (Flag(body, "allOrNone"), Parts(body));
        _ = Flag(body, "collateSubrequests");
        var start = call.World.Store.Mark();
        var answers = new List<RestAnswer>(parts.Count);
        var byReference = new Dictionary<string, RestAnswer>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var answer = Answer(call, part, byReference);
            answers.Add(answer);
            byReference.Add(part.ReferenceId, answer);
            if (!answer.Succeeded && allOrNone)
            {
                call.World.Store.RollBackTo(start);
                answers = Undone(answers, parts.Count);
                break;
            }
        }

        return RestAnswer.Ok(new JsonObject { ["compositeResponse"] = new JsonArray([.. parts.Zip(answers, Write)]) });
    }

    private RestAnswer Answer(RestCall outer, Part part, Dictionary<string, RestAnswer> before)
    {
        try
        {
            var url = Substitute(part.Url, before);
            if (!RestPath.TryParse(url, out var path)
                || path.Segments is ["tooling" or "composite", ..] and not ["composite", "sobjects", ..])
            {
                throw SalesforceRefusedException.NotFound();
            }

            return routes.Answer(outer with
            {
                Method = part.Method,
                Segments = path.Segments,
                Query = path.Query,
                BasePath = path.BasePath,
                Headers = HeadersOf(part),
                Body = part.Body is { } body ? Substitute(body, before) : null,
            });
        }
        catch (SalesforceRefusedException refused)
        {
            return RestAnswer.Refused(refused);
        }
    }

    /// <summary>The failed part keeps its own reason; all others, run or not, were rolled back.</summary>
    private static List<RestAnswer> Undone(List<RestAnswer> answers, int count)
    {
        var halted = RestAnswer.Refused(
            400, "PROCESSING_HALTED",
            "The transaction was rolled back since another operation in the same transaction failed.");
        return [.. Enumerable.Range(0, count).Select(at => at == answers.Count - 1 ? answers[at] : halted)];
    }

    private static JsonObject Write(Part part, RestAnswer answer)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        return new JsonObject
        {
            ["body"] = answer.Body?.DeepClone(),
            ["httpHeaders"] = headers,
            ["httpStatusCode"] = answer.HttpCode,
            ["referenceId"] = part.ReferenceId,
        };
    }

    private static List<Part> Parts(JsonElement body)
    {
        if (!body.TryGetProperty("compositeRequest", out var list) || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() == 0)
        {
            throw new SalesforceRefusedException("JSON_PARSER_ERROR", "compositeRequest must be a list of subrequests");
        }

        if (list.GetArrayLength() > PartsMax)
        {
            throw new SalesforceRefusedException(
                "LIMIT_EXCEEDED", $"A composite request can hold at most {PartsMax} subrequests");
        }

        var parts = list.EnumerateArray().Select(ReadPart).ToList();
        if (parts.GroupBy(p => p.ReferenceId, StringComparer.Ordinal).Any(g => g.Count() > 1))
        {
            throw new SalesforceRefusedException(
                "INVALID_INPUT", "Every referenceId of a composite request must be unique");
        }

        return parts.Count(IsHeavy) > HeavyPartsMax
            ? throw new SalesforceRefusedException(
                "LIMIT_EXCEEDED",
                $"A composite request can hold at most {HeavyPartsMax} query or sObject Collections subrequests")
            : parts;
    }

    private static Part ReadPart(JsonElement part)
    {
        string? Text(string name) => part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (Text("method") is not { } method || Text("url") is not { } url || Text("referenceId") is not { } reference
            || !ReferenceName().IsMatch(reference))
        {
            throw new SalesforceRefusedException(
                "INVALID_INPUT",
                "Every subrequest needs a method, a url and a referenceId of letters, numbers and underscores ('_')");
        }

        return new Part(
            method,
            url,
            reference,
            part.TryGetProperty("body", out var body) ? body : null,
            part.TryGetProperty("httpHeaders", out var headers) ? headers : null);
    }

    private static bool IsHeavy(Part part) => RestPath.TryParse(part.Url, out var path)
        && path.Segments is ["query" or "queryAll", ..] or ["composite", "sobjects", ..];

    private static Dictionary<string, string> HeadersOf(Part part)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (part.Headers is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var header in given.EnumerateObject())
            {
                headers[header.Name] = header.Value.ToString();
            }
        }

        return headers;
    }

    private static JsonElement Substitute(JsonElement body, Dictionary<string, RestAnswer> before)
    {
        // Only texts can hold a reference, and a replaced text stays a text, so the whole can be done on the tree.
        var tree = JsonSerializer.Deserialize(body.GetRawText(), WireJson.Default.JsonNode);
        return JsonSerializer.SerializeToElement(Replace(tree, before), WireJson.Default.JsonNode);
    }

    private static JsonNode? Replace(JsonNode? node, Dictionary<string, RestAnswer> before) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Replace(m.Value, before)))),
        JsonArray list => new JsonArray([.. list.Select(n => Replace(n, before))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Substitute(text, before)),
        _ => node?.DeepClone(),
    };

    private static string Substitute(string text, Dictionary<string, RestAnswer> before) =>
        text.Contains("@{", StringComparison.Ordinal)
        ? Reference().Replace(text, match => Resolve(match.Groups["name"].Value, match.Groups["path"].Value, before))
        : text;

    private static string Resolve(string name, string path, Dictionary<string, RestAnswer> before)
    {
        var node = before.TryGetValue(name, out var answer) && answer.Succeeded ? answer.Body : null;
        foreach (Match step in Step().Matches(path))
        {
            node = (node, step.Groups["member"], step.Groups["index"]) switch
            {
                (JsonObject members, { Success: true } member, _) => members[member.Value],
                (JsonArray list, _, { Success: true } index) when int.Parse(index.Value) < list.Count =>
                    list[int.Parse(index.Value)],
                _ => null,
            };
        }

        return node is JsonValue value
            ? value.ToString()
            : throw new SalesforceRefusedException(
                "PROCESSING_HALTED", $"Invalid reference specified. No value for {name}{path} found in {name}");
    }

    private static bool Flag(JsonElement body, string name) =>
        body.TryGetProperty(name, out var flag) && flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new SalesforceRefusedException("JSON_PARSER_ERROR", $"{name} must be true or false"),
    };

    [GeneratedRegex(
        @"@\{(?<name>[A-Za-z0-9_]+)(?<path>(?:\.[A-Za-z0-9_]+|\[[0-9]{1,6}\])*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\.(?<member>[A-Za-z0-9_]+)|\[(?<index>[0-9]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex ReferenceName();
}
