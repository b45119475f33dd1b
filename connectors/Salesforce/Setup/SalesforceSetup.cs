using System.Collections.Immutable;

using Onboarding.Connectors.Setup;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>What an organization needs before the hub can work with it, in the order in which it can be made.</summary>
internal static class SalesforceSetup
{
    public static ImmutableArray<SetupStep> Steps(string basePath, string permissionSet) =>
    [
        .. HubFields.All.Select(field => new FieldStep(basePath, field)),
        new PermissionSetStep(basePath, permissionSet),
        new FieldPermissionsStep(basePath, permissionSet),
        new HandoffGateStep(basePath),
    ];
}
