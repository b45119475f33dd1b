namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Names of the objects that each tenant has, in the spelling that the delete log uses.</summary>
public static class GainsightObjects
{
    /// <summary>Customer accounts.</summary>
    public const string Company = "company";

    /// <summary>Users of the platform.</summary>
    public const string User = "gsuser";

    /// <summary>Unique humans on the customers' side.</summary>
    public const string Person = "person";

    /// <summary>One row for each company that a person belongs to.</summary>
    public const string CompanyPerson = "company_person";

    /// <summary>Calls to action (CTAs).</summary>
    public const string CallToAction = "call_to_action";

    /// <summary>Tasks, each under one CTA.</summary>
    public const string Task = "cs_task";

    /// <summary>Timeline activities.</summary>
    public const string Activity = "activity_timeline";

    /// <summary>Items of all picklists.</summary>
    public const string PicklistItem = "da_picklist";

    /// <summary>What was deleted in the last 15 days.</summary>
    public const string DeleteLog = "record_delete_log";
}
