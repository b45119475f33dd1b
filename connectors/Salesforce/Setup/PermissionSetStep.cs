using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Setup;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>Makes the permission set that shows the hub's fields. Who has it is the administrator's to say.</summary>
internal sealed class PermissionSetStep(string basePath, string name) : SalesforceStep(basePath)
{
    public override string Title => $"permission set {name}";

    public override PlatformRequest Look() => Query("query", $"SELECT Id FROM PermissionSet WHERE Name = '{name}'");

    public override SetupFinding ReadLook(PlatformResponse response) => Rows(response).IsEmpty
        ? new SetupFinding(false)
        : new SetupFinding(true, "the permission set");

    public override PlatformRequest Do(SetupFinding finding) => Send(
        HttpMethod.Post, "sobjects/PermissionSet", new JsonObject { ["Name"] = name, ["Label"] = name.Replace('_', ' ') });
}
