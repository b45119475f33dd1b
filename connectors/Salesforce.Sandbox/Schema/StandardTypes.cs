using static Onboarding.Connectors.Salesforce.Sandbox.Schema.Fields;
using static Onboarding.Connectors.Salesforce.Sandbox.Schema.SalesforceFieldType;

namespace Onboarding.Connectors.Salesforce.Sandbox.Schema;

/// <summary>
/// The standard types, as far as onboarding needs them. Names, prefixes, lengths and what may be written follow the
/// "Object Reference for Salesforce", one page per type.
/// </summary>
internal static class StandardTypes
{
    public static Catalog Create()
    {
        var catalog = new Catalog();
        foreach (var type in (SObjectType[])
            [Account(), Contact(), Opportunity(), OpportunityContactRole(), OpportunityStage(), Task(), User(),
                PermissionSet(), PermissionSetAssignment(), FieldPermissions()])
        {
            catalog.Add(type);
        }

        return catalog;
    }

    private static readonly SalesforceField RowId = ReadOnly(Of("Id", SalesforceFieldType.Id));

    private static readonly SalesforceField Owner = Lookup("OwnerId", "Owner", "User");

    private static SObjectType Account() => new SObjectType("Account", "Account", "Accounts", "001").With(
        RowId,
        ReadOnly(Lookup("MasterRecordId", "MasterRecord", "Account")),
        Text("Name") with { Required = true },
        Pick("Type", "Prospect", "Customer - Direct", "Customer - Channel", "Other"),
        Lookup("ParentId", "Parent", "Account") with { ChildRelationship = "ChildAccounts" },
        Text("BillingCity", 40),
        Text("BillingCountry", 80),
        Of("Phone", Phone),
        Of("Website", Url),
        Pick("Industry", "Energy", "Finance", "Healthcare", "Manufacturing", "Retail", "Technology"),
        Of("AnnualRevenue", Currency),
        Of("NumberOfEmployees", Integer),
        Long("Description"),
        Owner).With(Fields.System());

    private static SObjectType Contact() => new SObjectType("Contact", "Contact", "Contacts", "003").With(
        RowId,
        ReadOnly(Lookup("MasterRecordId", "MasterRecord", "Contact")),
        Lookup("AccountId", "Account", "Account") with { ChildRelationship = "Contacts", CascadeDelete = true },
        Text("LastName", 80) with { Required = true },
        Text("FirstName", 40),
        ReadOnly(Text("Name", 121)),
        Of("Email", Email),
        Of("Phone", Phone),
        Text("Title", 128),
        Text("Department", 80),
        Long("Description"),
        Owner).With(Fields.System());

    private static SObjectType Opportunity() =>
        new SObjectType("Opportunity", "Opportunity", "Opportunities", "006").With(
        RowId,
        Lookup("AccountId", "Account", "Account") with { ChildRelationship = "Opportunities", CascadeDelete = true },
        Text("Name", 120) with { Required = true },
        Long("Description"),
        Pick("StageName") with { Required = true },
        Of("Amount", Currency),
        Of("Probability", Percent),
        Of("CloseDate", Date) with { Required = true },
        Pick("Type", "New Business", "Existing Business"),
        Text("NextStep"),
        Pick("LeadSource", "Web", "Phone Inquiry", "Partner Referral", "Other"),
        ReadOnly(Flag("IsClosed")),
        ReadOnly(Flag("IsWon")),
        ReadOnly(Pick("ForecastCategoryName")),
        Owner).With(Fields.System());

    private static SObjectType OpportunityContactRole() =>
        new SObjectType("OpportunityContactRole", "Opportunity Contact Role", "Opportunity Contact Roles", "00K").With(
            RowId,
            Lookup("OpportunityId", "Opportunity", "Opportunity") with
            {
                ChildRelationship = "OpportunityContactRoles",
                CascadeDelete = true,
                Required = true,
                Updateable = false,
            },
            Lookup("ContactId", "Contact", "Contact") with
            {
                ChildRelationship = "OpportunityContactRoles",
                CascadeDelete = true,
                Required = true,
            },
            Pick("Role", "Business User", "Decision Maker", "Economic Buyer", "Evaluator", "Executive Sponsor",
                "Influencer", "Technical Buyer", "Other"),
            Flag("IsPrimary")).With(Fields.System());

    private static SObjectType OpportunityStage() =>
        new SObjectType("OpportunityStage", "Opportunity Stage", "Opportunity Stages", "01J")
        {
            Writable = false,
            Deletable = false,
        }.With(
            RowId,
            ReadOnly(Text("MasterLabel")),
            ReadOnly(Text("ApiName")),
            ReadOnly(Flag("IsActive")),
            ReadOnly(Of("SortOrder", Integer)),
            ReadOnly(Flag("IsClosed")),
            ReadOnly(Flag("IsWon")),
            ReadOnly(Pick("ForecastCategoryName")),
            ReadOnly(Of("DefaultProbability", Percent))).With(Fields.System(keepsDeleted: false));

    private static SObjectType Task() => new SObjectType("Task", "Task", "Tasks", "00T").With(
        RowId,
        Lookup("WhoId", "Who", "Contact"),
        Lookup("WhatId", "What", "Account", "Opportunity") with { ChildRelationship = "Tasks", CascadeDelete = true },
        Text("Subject"),
        Of("ActivityDate", Date),
        Pick("Status", "Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred") with
        {
            Required = true,
            Default = "Not Started",
        },
        Pick("Priority", "High", "Normal", "Low") with { Required = true, Default = "Normal" },
        ReadOnly(Flag("IsClosed")),
        ReadOnly(Flag("IsArchived")),
        Long("Description"),
        Owner).With(Fields.System());

    private static SObjectType User() => new SObjectType("User", "User", "Users", "005") { Deletable = false }.With(
        RowId,
        Text("Username", 80) with { Required = true, Unique = true },
        Text("LastName", 80) with { Required = true },
        Text("FirstName", 40),
        ReadOnly(Text("Name", 121)),
        Of("Email", Email) with { Required = true },
        Text("Title", 80),
        Flag("IsActive") with { Default = true },
        ReadOnly(Pick(
            "UserType", "Standard", "PowerPartner", "CspLitePortal", "AutomatedProcess", "Guest")) with { Default =
                "Standard" },
        Text("FederationIdentifier", 512) with { Unique = true }).With(Fields.System(keepsDeleted: false));

    private static SObjectType PermissionSet() =>
        new SObjectType("PermissionSet", "Permission Set", "Permission Sets", "0PS").With(
            RowId,
            Text("Name", 80) with { Required = true, Unique = true },
            Text("Label", 80) with { Required = true },
            Text("Description"),
            ReadOnly(Flag("IsOwnedByProfile"))).With(Fields.System(keepsDeleted: false));

    private static SObjectType PermissionSetAssignment() =>
        new SObjectType("PermissionSetAssignment", "Permission Set Assignment", "Permission Set Assignments", "0Pa")
            .With(
            RowId,
            Lookup("AssigneeId", "Assignee", "User") with { Required = true, Updateable = false },
            Lookup("PermissionSetId", "PermissionSet", "PermissionSet") with
            {
                ChildRelationship = "Assignments",
                Required = true,
                Updateable = false,
            },
            ReadOnly(Of("SystemModstamp", Instant)));

    private static SObjectType FieldPermissions() =>
        new SObjectType("FieldPermissions", "Field Permissions", "Field Permissions", "01k").With(
            RowId,
            Lookup("ParentId", "Parent", "PermissionSet") with
            {
                ChildRelationship = "FieldPerms",
                Required = true,
                Updateable = false,
            },
            Text("SobjectType", 40) with { Required = true, Updateable = false },
            Text("Field") with { Required = true, Updateable = false },
            Flag("PermissionsRead"),
            Flag("PermissionsEdit"),
            ReadOnly(Of("SystemModstamp", Instant)));
}
