namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The picklists of a fresh tenant. The Cockpit category names are those of the picklist call in "Call To Action (CTA)
/// API Documentation"; the labels are a plausible set-up, since each tenant chooses its own.
/// </summary>
internal static class StandardPicklists
{
    public const string CompanyStage = "COMPANY_STAGE";
    public const string CompanyStatus = "COMPANY_STATUS";
    public const string CtaType = "CTA_TYPE";
    public const string CtaReason = "CTA_REASON";
    public const string CtaState = "CTA_STATUS";
    public const string CtaPriority = "CTA_PRIORITY";
    public const string TaskType = "TASK_TYPE";
    public const string TaskState = "TASK_STATUS";
    public const string TaskPriority = "TASK_PRIORITY";
    public const string ActivityType = "ACTIVITY_TYPE";

    public static void Fill(PicklistBook book)
    {
        Add(book, CompanyStage, "New Customer", "Kicked Off", "Onboarding", "Live", "Will Churn");
        Add(book, CompanyStatus, "Active", "Inactive", "Churned");
        Add(book, CtaType, "Lifecycle", "Risk", "Opportunity", "Objective");
        Add(book, CtaPriority, "High", "Medium", "Low");
        Add(book, TaskType, "Action", "Email", "Call", "Other");
        Add(book, TaskPriority, "High", "Medium", "Low");
        Add(book, ActivityType, "Update", "Call", "Meeting", "Email", "Milestone");
        Add(book, CtaState, "New", "Work In Progress");
        book.Add(CtaState, "Closed Success", closes: true);
        book.Add(CtaState, "Closed Invalid", closes: true);
        Add(book, TaskState, "Open", "In Progress");
        book.Add(TaskState, "Closed", closes: true);

        // The reasons that are allowed depend on the type of the CTA.
        AddReasons(book, "Lifecycle", "Onboarding", "Renewal");
        AddReasons(book, "Risk", "Onboarding Stalled", "Usage Drop", "Survey Response");
        AddReasons(book, "Opportunity", "Expansion");
        AddReasons(book, "Objective", "Adoption");
    }

    private static void Add(PicklistBook book, string category, params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
        {
            book.Add(category, label);
        }
    }

    private static void AddReasons(PicklistBook book, string ctaType, params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
        {
            book.Add(CtaReason, label, ctaType: ctaType);
        }
    }
}
