using static Onboarding.Connectors.Gainsight.Sandbox.GainsightField;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The objects of a fresh tenant. Names and fields come from "Company API Documentation", "People API Documentation",
/// "Call To Action (CTA) API Documentation" and "Data Management APIs"; what those pages do not show is marked
/// modelled.
/// </summary>
internal static class StandardObjects
{
    /// <summary>Fields that the platform fills in by itself.</summary>
    public static IEnumerable<GainsightField> SystemFields(string modifiedField) =>
    [
        new() { Name = "Gsid", Kind = GainsightFieldKind.Gsid, ReadOnly = true },
        DateTime("CreatedDate") with { ReadOnly = true },
        DateTime(modifiedField) with { ReadOnly = true },
    ];

    // Prefixes 1P01, 1P02, 1C01, 1S01 and 1I00 are seen in vendor samples; those of Person, cs_task, activity_timeline
    // and record_delete_log are modelled.
    public static IEnumerable<Table> Tables() =>
    [
        Company(), User(), Person(), CompanyPerson(), CallToAction(), Task(), Activity(), PicklistItem(), DeleteLog(),
    ];

    private static Table Company() => New(
        GainsightObjects.Company, "Company", "1P02", writable: true,
        Text("Name", 200) with { Required = true }, Text("SfdcAccountId", 50), Lookup("Csm", GainsightObjects.User),
        Picklist("Stage", StandardPicklists.CompanyStage), Picklist("Status", StandardPicklists.CompanyStatus),
        Text("Industry"), Number("ARR"), Number("Employees"), Number("Users"), Date("RenewalDate"),
        Date("OriginalContractDate"), Lookup("ParentCompany", GainsightObjects.Company), RichText("Summary"),
        Number("CurrentScore") with { ReadOnly = true });

    private static Table User() => New(
        GainsightObjects.User, "User", "1P01", writable: false,
        Text("Name"), Email("Email"), Text("SFDCUserName"), Text("LicenseType"), Boolean("IsActiveUser"));

    private static Table Person() => New(
        GainsightObjects.Person, "Person", "1P03", writable: false,
        Email("Email") with { Required = true }, Text("Name"), Text("FirstName", 100), Text("LastName", 100),
        Text("Timezone"), Text("LinkedinUrl", 500), Text("ExternalRecordId"));

    private static Table CompanyPerson() => New(
        GainsightObjects.CompanyPerson, "Company Person", "1C01", writable: false,
        Lookup("Person_ID", GainsightObjects.Person) with { Required = true, DeletedWithTarget = true },
        Lookup("Company_ID", GainsightObjects.Company) with { Required = true, DeletedWithTarget = true },
        Text("Role"), Text("Title"), Boolean("IsPrimaryCompany"), Boolean("Active"));

    private static Table CallToAction() => New(
        GainsightObjects.CallToAction, "Call To Action", "1S01", writable: false,
        Text("Name", 250), Lookup("CompanyId", GainsightObjects.Company) with { DeletedWithTarget = true },
        Lookup("OwnerId", GainsightObjects.User), Item("TypeId", StandardPicklists.CtaType),
        Item("ReasonId", StandardPicklists.CtaReason), Item("StatusId", StandardPicklists.CtaState),
        Item("PriorityId", StandardPicklists.CtaPriority), Date("DueDate"), RichText("Comments"), Text("PlaybookId"),
        Boolean("IsImportant"), Boolean("IsClosed") with { ReadOnly = true },
        Text("EntityType") with { ReadOnly = true }, DateTime("ClosedDate") with { ReadOnly = true });

    // "Task and Playbook API Documentation" names the types; the other fields beyond Gsid, Name, ModifiedDate,
    // PlaybookTaskId, IsEmailSent and ClosedDate are modelled on the CTA.
    private static Table Task() => New(
        GainsightObjects.Task, "CS Task", "1S02", writable: false,
        Text("Name", 250), Lookup("CtaId", GainsightObjects.CallToAction) with { DeletedWithTarget = true },
        Lookup("OwnerId", GainsightObjects.User), Item("TypeId", StandardPicklists.TaskType),
        Item("StatusId", StandardPicklists.TaskState), Item("PriorityId", StandardPicklists.TaskPriority),
        Date("DueDate"), RichText("Description"), Text("PlaybookTaskId") with { ReadOnly = true },
        Boolean("IsEmailSent") with { ReadOnly = true }, Boolean("IsClosed") with { ReadOnly = true },
        DateTime("ClosedDate") with { ReadOnly = true });

    // "Timeline APIs": the change field of this object is LastModifiedDate, not ModifiedDate.
    private static Table Activity() => New(
        GainsightObjects.Activity, "Activity Timeline", "1T01", writable: false, "LastModifiedDate",
        Text("ActivityId"), Text("ExternalId"), Text("ContextName"), Text("ContextId"),
        Lookup("GsCompanyId", GainsightObjects.Company), Lookup("AuthorId", GainsightObjects.User), Text("TypeName"),
        Text("Subject"), RichText("Notes"), DateTime("ActivityDate"));

    private static Table PicklistItem() => New(
        GainsightObjects.PicklistItem, "Picklist", "1I00", writable: false,
        Text("Name"), Text("SystemName"), Text("CategoryId"), Text("CategoryName"), Number("DisplayOrder"),
        Boolean("Active"));

    private static Table DeleteLog() => New(
        GainsightObjects.DeleteLog, "Record Delete Log", "1D01", writable: false,
        Text("RecordId"), DateTime("DeletedOn"), Text("ObjectName"));

    private static GainsightField Item(string name, string category) =>
        Lookup(name, GainsightObjects.PicklistItem) with { Category = category };

    private static Table New(
        string name, string label, string prefix, bool writable, params ReadOnlySpan<GainsightField> fields) =>
        New(name, label, prefix, writable, "ModifiedDate", fields);

    private static Table New(
        string name,
        string label,
        string prefix,
        bool writable,
        string modifiedField,
        params ReadOnlySpan<GainsightField> fields)
    {
        var table = new Table(name, label, prefix, writable, modifiedField);
        foreach (var field in fields)
        {
            table.Define(field);
        }

        return table;
    }
}
