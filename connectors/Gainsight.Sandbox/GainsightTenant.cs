using static Onboarding.Connectors.Gainsight.Sandbox.GainsightField;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// What an administrator sets up on a tenant before the hub is connected with its default mapping. None of it can be
/// made by the public API.
/// </summary>
public static class GainsightTenant
{
    private const string Milestone = "Onboarding_Milestone__gc";
    private const string TaskState = "TASK_STATUS";

    /// <summary>Defines the objects, fields and picklist items that the default mapping of the connector uses.</summary>
    public static void PrepareForHub(GainsightWorld world)
    {
        GainsightField[] company =
        [
            Text("Hub_Account_Id__gc"), Text("Onboarding_State__gc", 40), Text("Onboarding_Stage__gc", 80),
            Text("Onboarding_Tier__gc", 40), Date("Onboarding_Live_On__gc"), Number("Time_To_Value_Days__gc"),
            Date("First_Login__gc"), Date("Setup_Completed__gc"), Date("First_Feature_Adopted__gc"),
            Date("First_Value__gc"), Number("Active_User_Share__gc"), Number("Integrations_Live__gc"),
        ];
        Array.ForEach(company, field => world.DefineField(GainsightObjects.Company, field));

        GainsightField[] callToAction = [Text("Hub_Key__gc"), Text("Stage__gc", 80), Text("Tier__gc", 40), Date("Live_On__gc")];
        Array.ForEach(callToAction, field => world.DefineField(GainsightObjects.CallToAction, field));

        world.DefineField(GainsightObjects.Task, Text("Hub_Key__gc"));
        world.AddPicklistItem(TaskState, "Skipped", closes: true);

        world.DefineObject(
            Milestone,
            Text("Hub_Key__gc"), Lookup("Company__gc", GainsightObjects.Company),
            Lookup("Call_To_Action__gc", GainsightObjects.CallToAction), Text("State__gc", 40), Date("Target_On__gc"),
            Date("Achieved_On__gc"));
    }
}
