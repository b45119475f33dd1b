using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>Makes one custom field ("Tooling API, CustomField").</summary>
internal sealed class FieldStep(string basePath, HubField custom) : SalesforceStep(basePath)
{
    public override string Title => $"field {custom.FullName}";

    // Metadata can be selected of one row only, which a full name is.
    public override PlatformRequest Look() => Query(
        "tooling/query",
        $"SELECT Id, Metadata FROM CustomField WHERE EntityDefinition.QualifiedApiName = '{custom.Owner}' "
            + $"AND DeveloperName = '{custom.DeveloperName}'");

    /// <exception cref="ConnectorException">The look was refused, or a field of this name has another type.</exception>
    public override SetupFinding ReadLook(PlatformResponse response)
    {
        if (Rows(response) is not [var row, ..])
        {
            return new SetupFinding(false);
        }

        string? type = row.Member("Metadata").Text("type");
        return type is null || type == custom.Type
            ? new SetupFinding(true, $"a field of type {type ?? custom.Type}")
            : throw new ConnectorException(
                FailureKind.Misconfigured,
                $"{custom.FullName} is there and is of type {type}; the hub needs {custom.Type}. Rename or delete it.");
    }

    public override PlatformRequest Do(SetupFinding finding) => Send(
        HttpMethod.Post,
        "tooling/sobjects/CustomField",
        new JsonObject { ["FullName"] = custom.FullName, ["Metadata"] = custom.Metadata() });
}
