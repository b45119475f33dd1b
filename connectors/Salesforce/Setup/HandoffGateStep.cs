using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Setup;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>
/// Makes the validation rule that keeps anybody, by whatever way, from assigning customer success to a deal whose handoff
/// is not complete ("Tooling API, ValidationRule"). A rule that was switched off is switched on again; a formula that an
/// administrator has changed stays as it is.
/// </summary>
internal sealed class HandoffGateStep(string basePath) : SalesforceStep(basePath)
{
    private const string RuleName = "Hub_Block_CS_Assignment";
    private const string Resource = "tooling/sobjects/ValidationRule";

    // The formula asks one checkbox and not the handoff's fields: a formula cannot read a long text.
    private const string Formula = $"AND(NOT(ISBLANK({HubFields.CsOwner})), NOT({HubFields.HandoffComplete}))";

    public override string Title => $"validation rule {HubFields.Deal}.{RuleName}";

    public override PlatformRequest Look() => Query(
        "tooling/query",
        $"SELECT Id, Active, Metadata FROM ValidationRule WHERE EntityDefinition.QualifiedApiName = '{HubFields.Deal}' "
            + $"AND ValidationName = '{RuleName}'");

    public override SetupFinding ReadLook(PlatformResponse response)
    {
        if (Rows(response) is not [var row, ..])
        {
            return new SetupFinding(false);
        }

        if (!row.IsTrue("Active"))
        {
            return new SetupFinding(false, "the rule, switched off", row.GetRawText());
        }

        bool isOurs = Bare(row.Member("Metadata").Text("errorConditionFormula") ?? "") == Bare(Formula);
        return new SetupFinding(true, isOurs ? "the rule" : "the rule, with a formula that is not the hub's");
    }

    public override PlatformRequest Do(SetupFinding finding) => finding.Context is { } found
        ? SwitchOn(JsonElement.Parse(found))
        : Send(HttpMethod.Post, Resource, new JsonObject
        {
            ["FullName"] = $"{HubFields.Deal}.{RuleName}",
            ["Metadata"] = new JsonObject
            {
                ["active"] = true,
                ["description"] = "Kept by Onboarding Hub.",
                ["errorConditionFormula"] = Formula,
                ["errorDisplayField"] = HubFields.CsOwner,
                ["errorMessage"] = "Complete the sales-to-CS handoff before assigning CS. "
                    + "Hub_Handoff_Missing__c lists what is left.",
            },
        });

    // Metadata is replaced as a whole, so all that was found goes back with it.
    private PlatformRequest SwitchOn(JsonElement rule)
    {
        JsonObject metadata = JsonObject.Create(rule.Required("Metadata"))!;
        metadata["active"] = true;
        return Send(HttpMethod.Patch, $"{Resource}/{rule.Text("Id")}", new JsonObject { ["Metadata"] = metadata });
    }

    private static string Bare(string formula) => string.Concat(formula.Where(c => !char.IsWhiteSpace(c)));
}
