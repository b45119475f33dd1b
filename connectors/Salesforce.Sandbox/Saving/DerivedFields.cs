using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>Fields that the platform works out from others whenever a row is saved.</summary>
internal static class DerivedFields
{
    public static void Apply(
        SObjectType type, Dictionary<string, object?> fields, IReadOnlySet<string> sent, bool stageMoved, Row? stage)
    {
        switch (type.Name)
        {
            case "Contact" or "User":
                fields["Name"] = FullName(fields);
                break;
            case "Task":
                fields["IsClosed"] =
                    string.Equals(fields.GetValueOrDefault("Status") as string, "Completed", StringComparison.Ordinal);
                break;
            case "Opportunity" when stage is not null:
                ApplyStage(fields, sent, stageMoved, stage);
                break;
        }
    }

    private static string FullName(Dictionary<string, object?> fields) =>
        string.Join(' ',
            new[] { fields.GetValueOrDefault("FirstName"), fields.GetValueOrDefault("LastName") }.OfType<string>());

    /// <summary>
    /// "Object Reference, Opportunity": StageName sets IsClosed, IsWon and ForecastCategoryName, and Probability too
    /// unless the same save gives one.
    /// </summary>
    private static void ApplyStage(
        Dictionary<string, object?> fields, IReadOnlySet<string> sent, bool stageMoved, Row stage)
    {
        fields["IsClosed"] = stage.Flag("IsClosed");
        fields["IsWon"] = stage.Flag("IsWon");
        fields["ForecastCategoryName"] = stage.Fields.GetValueOrDefault("ForecastCategoryName");
        if (stageMoved && !sent.Contains("Probability"))
        {
            fields["Probability"] = stage.Fields.GetValueOrDefault("DefaultProbability");
        }
    }
}
