using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>The custom fields that the hub needs. The default mapping uses them all.</summary>
internal static class HubFields
{
    public const string CsOwner = "Hub_CS_Owner__c";
    public const string HandoffComplete = "Hub_Handoff_Complete__c";
    public const string Deal = "Opportunity";

    private const string Customer = "Account";

    public static ImmutableArray<HubField> All { get; } =
    [
        Key(Customer),
        Key("Contact"),
        Key(Deal),

        // What sales hands over.
        LongText(Deal, "Hub_Goals__c", "Customer goals"),
        LongText(Deal, "Hub_Technical_Requirements__c", "Technical requirements"),
        LongText(Deal, "Hub_Promises_Made__c", "Promises made"),
        LongText(Deal, "Hub_Success_Criteria__c", "Success criteria"),
        Date(Deal, "Hub_Committed_Activation__c", "Committed activation"),
        Date(Deal, "Hub_Contract_Signed__c", "Contract signed"),

        // The assignment, and what it waits for.
        Person(Deal, CsOwner, "CS owner", "Hub_CS_Opportunities"),
        Checkbox(Deal, HandoffComplete, "Handoff complete"),
        Text(Deal, "Hub_Handoff_Missing__c", "Handoff: still missing", 255),

        // What the hub tells sales.
        Text(Deal, "Hub_Onboarding_State__c", "Onboarding state", 40),
        Text(Deal, "Hub_Onboarding_Stage__c", "Onboarding stage", 80),
        Date(Deal, "Hub_Live_On__c", "Live on"),

        // AnnualRevenue is what the customer itself earns, so what it pays has a field of its own.
        Number(Customer, "Hub_Annual_Recurring_Revenue__c", "Annual recurring revenue", "Currency"),
        Choice(Customer, "Hub_Complexity__c", "Implementation complexity", "low", "medium", "high"),
        Choice(Customer, "Hub_Path__c", "Onboarding path", "enterprise", "smb", "partner_led"),
        Checkbox(Customer, "Hub_Strategic__c", "Strategic account"),
        Text(Customer, "Hub_Time_Zone__c", "Time zone (IANA)", 64),
        Person(Customer, CsOwner, "CS owner", "Hub_CS_Accounts"),
        Text(Customer, "Hub_Onboarding_State__c", "Onboarding state", 40),
        Text(Customer, "Hub_Onboarding_Stage__c", "Onboarding stage", 80),
        Text(Customer, "Hub_Tier__c", "Service tier", 40),
        Date(Customer, "Hub_Live_On__c", "Live on"),
        Number(Customer, "Hub_Time_To_Value_Days__c", "Time to value in days", "Number"),
    ];

    private static HubField Key(string owner) => new(owner, SalesforceStreams.KeyField, "Text", "Hub key")
    {
        Details = () => new JsonObject
        {
            ["length"] = 255,
            ["unique"] = true,
            ["externalId"] = true,
            ["caseSensitive"] = true,
        },
    };

    private static HubField Text(string owner, string name, string label, int length) => new(owner, name, "Text", label)
    {
        Details = () => new JsonObject { ["length"] = length },
    };

    private static HubField LongText(string owner, string name, string label) => new(owner, name, "LongTextArea", label)
    {
        Details = () => new JsonObject { ["length"] = 32_768, ["visibleLines"] = 5 },
    };

    private static HubField Date(string owner, string name, string label) => new(owner, name, "Date", label)
    {
        Details = () => [],
    };

    private static HubField Checkbox(string owner, string name, string label) => new(owner, name, "Checkbox", label)
    {
        Details = () => new JsonObject { ["defaultValue"] = false },
    };

    private static HubField Number(string owner, string name, string label, string type) => new(owner, name, type, label)
    {
        Details = () => new JsonObject { ["precision"] = 18, ["scale"] = 2 },
    };

    private static HubField Person(string owner, string name, string label, string children) =>
        new(owner, name, "Lookup", label)
        {
            Details = () => new JsonObject
            {
                ["referenceTo"] = "User",
                ["relationshipName"] = children,
                ["deleteConstraint"] = "SetNull",
            },
        };

    private static HubField Choice(string owner, string name, string label, params ImmutableArray<string> values) =>
        new(owner, name, "Picklist", label)
        {
            Details = () => new JsonObject
            {
                ["valueSet"] = new JsonObject
                {
                    ["restricted"] = true,
                    ["valueSetDefinition"] = new JsonObject
                    {
                        ["sorted"] = false,
                        ["value"] = new JsonArray([.. values.Select(value => new JsonObject
                        {
                            ["fullName"] = value,
                            ["label"] = value,
                            ["default"] = false,
                        })]),
                    },
                },
            },
        };
}
