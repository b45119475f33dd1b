using System.Collections.Immutable;
using System.Text.Json;

namespace Onboarding.Connectors.Salesforce;

/// <summary>One error as Salesforce tells it.</summary>
/// <param name="Code">errorCode of a call, statusCode of a row.</param>
/// <param name="Message">Words for a person; may quote what was sent.</param>
/// <param name="Fields">Native fields that it concerns; may be empty.</param>
/// <param name="Rule">Name of the duplicate rule that struck; null for other errors.</param>
internal sealed record SalesforceError(string Code, string Message, ImmutableArray<string> Fields, string? Rule)
{
    /// <summary>Reads the list that carries errors; empty when it is none.</summary>
    public static ImmutableArray<SalesforceError> Read(JsonElement list) =>
    [
        .. list.Elements()
            .Select(error => new SalesforceError(
                error.Text("errorCode") ?? error.Text("statusCode") ?? "",
                error.Text("message") ?? "",
                [.. error.Member("fields").Elements()
                    .Where(field => field.ValueKind == JsonValueKind.String)
                    .Select(field => field.GetString()!)],
                // Bodies of v54 and v56 were seen with the letter missing.
                error.Member("duplicateResut").Text("duplicateRule")
                    ?? error.Member("duplicateResult").Text("duplicateRule")))
            .Where(error => error.Code.Length > 0),
    ];
}
