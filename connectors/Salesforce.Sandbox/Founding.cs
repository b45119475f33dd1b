using Onboarding.Connectors.Salesforce.Sandbox.Rows;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// What a new organization comes with: two users, the hub's permission set, the standard sales stages.
/// </summary>
internal static class Founding
{
    public static (string HubUserId, string HubPermissionSetId) Found(SalesforceWorld world)
    {
        foreach (var type in world.Catalog.Types)
        {
            world.Provisioning.Define(type);
        }

        Create(world, "User", ("Username", "admin@acme.example"), ("LastName", "Admin"),
            ("Email", "admin@acme.example"));
        var hub = Create(
            world, "User", ("Username", world.HubUsername), ("LastName", "Onboarding Hub"),
            ("Email", world.HubUsername));
        var set = Create(world, "PermissionSet", ("Name", "Onboarding_Hub"), ("Label", "Onboarding Hub"));
        Create(world, "PermissionSetAssignment", ("AssigneeId", hub), ("PermissionSetId", set));
        world.Stages.PutStandard();
        return (hub, set);
    }

    private static string Create(
        SalesforceWorld world, string type, params ReadOnlySpan<(string Field, object? Value)> values) =>
        world.Writer.Create(
            world.Catalog.Type(type),
            SalesforceWorld.Values(values),
            new Actor(world.AdministratorId, FieldAccess.Everything)).Id;
}
