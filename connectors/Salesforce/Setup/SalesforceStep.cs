using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>
/// What the steps have in common. Every call may be repeated: what is there already is refused as a duplicate, and that is
/// taken for done.
/// </summary>
internal abstract class SalesforceStep(string basePath) : SetupStep
{
    private static readonly ImmutableArray<string> s_thereAlready =
        ["DUPLICATE_DEVELOPER_NAME", "DUPLICATE_VALUE", "DUPLICATE_CUSTOM_ENTITY_DEFINITION"];

    protected string BasePath { get; } = basePath;

    public override string? ReadDone(PlatformResponse response) => response.StatusCode is >= 200 and < 300
        ? null
        : Refusal(SalesforceError.Read(JsonElement.Parse(response.Content)), response.StatusCode);

    protected PlatformRequest Query(string resource, string soql) => new()
    {
        Method = HttpMethod.Get,
        Path = $"{BasePath}{resource}?q={Uri.EscapeDataString(soql)}",
        Purpose = "look at set-up",
        Repeatable = true,
    };

    protected PlatformRequest Send(HttpMethod method, string resource, string content) => new()
    {
        Method = method,
        Path = BasePath + resource,
        Content = Encoding.UTF8.GetBytes(content),
        Purpose = "set up",
        Repeatable = true,
    };

    protected PlatformRequest Send(HttpMethod method, string resource, JsonObject content) =>
        Send(method, resource, content.ToJsonString());

    /// <summary>The rows of a look.</summary>
    /// <exception cref="ConnectorException">The look was refused.</exception>
    protected static ImmutableArray<JsonElement> Rows(PlatformResponse response)
    {
        JsonElement answer = JsonElement.Parse(response.Content);
        return Rows(response.StatusCode, answer);
    }

    /// <summary>The rows of a part of a look.</summary>
    /// <exception cref="ConnectorException">The part was refused.</exception>
    protected static ImmutableArray<JsonElement> Rows(int statusCode, JsonElement body) => statusCode == 200
        ? [.. body.Required("records").Elements()]
        : throw new ConnectorException(
            SalesforceFailures.OfErrors(SalesforceError.Read(body), statusCode, FailureKind.Misconfigured)
            ?? new Failure(FailureKind.Transient, $"The look was answered with HTTP {statusCode}. Try again later."));

    /// <summary>Null when all of the errors say that somebody was faster, else what is wrong and what to do.</summary>
    protected static string? Refusal(ImmutableArray<SalesforceError> errors, int statusCode)
    {
        if (errors.Length > 0 && errors.All(error => s_thereAlready.Contains(error.Code, StringComparer.Ordinal)
            || error.Message.Contains("already", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        string said = string.Join("; ", errors.Select(error => $"{error.Code}: {error.Message}"));
        return $"Salesforce refused it (HTTP {statusCode}{(said.Length > 0 ? $", {said}" : "")}). Sign in with a user who "
            + "may 'Customize Application' and 'Manage Profiles and Permission Sets', or make it by hand.";
    }
}
