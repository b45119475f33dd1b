using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Timeline activities ("Timeline APIs"). A repeated ExternalId is refused, which makes creating idempotent, and every
/// reply is keyed by it.
/// </summary>
internal sealed class TimelineWriter(Tenant tenant)
{
    private static readonly string[] Mandatory =
        ["ContextName", "Author", "TypeName", "Subject", "Notes", "ActivityDate"];

    private readonly RecordReader _reader = new(tenant);
    private long _activities;

    private Table Table => tenant.Table(GainsightObjects.Activity);

    public (Row? Row, string Code, string Message) Create(JsonObject record)
    {
        record = (JsonObject)record.DeepClone();
        if (record["ExternalId"]?.ToString() is not { Length: > 0 } externalId)
        {
            return Failed(ErrorCodes.TimelineFieldMissing, "ExternalId is mandatory.");
        }

        var missing = Mandatory.FirstOrDefault(name => string.IsNullOrEmpty(record[name]?.ToString()));
        if (missing is not null)
        {
            return Failed(ErrorCodes.TimelineFieldMissing, $"{missing} is mandatory.");
        }

        if (ByField("ExternalId", externalId) is not null)
        {
            return Failed(ErrorCodes.TimelineDuplicate, $"An activity with ExternalId {externalId} exists.");
        }

        if (Read(record, out var values) is { } failed)
        {
            return failed;
        }

        if (!ContextExists(values))
        {
            return Failed(ErrorCodes.TimelineContextMissing, "The context of the activity is not found.");
        }

        values["ActivityId"] = SeededNumbers.Uuid(tenant.Seed, ++_activities, salt: 71);
        return MissingCustomField((string)values["TypeName"]!, values) ?? (tenant.Insert(Table, values), "", "");
    }

    public (Row? Row, string Code, string Message) Update(JsonObject record, string identifier)
    {
        record = (JsonObject)record.DeepClone();
        var field = identifier switch
        {
            "externalid" => "ExternalId",
            "activityid" => "ActivityId",
            "gsid" => "Gsid",
            _ => throw new RefusedException(ErrorCodes.TimelineOther, $"Unknown identifier '{identifier}'."),
        };
        if (ByField(field, record[field]?.ToString() ?? "") is not { } row)
        {
            return Failed(ErrorCodes.TimelineContextMissing, $"No activity has this {field}.");
        }

        record.Remove("Gsid");
        record.Remove("ActivityId");
        if (Read(record, out var values) is { } failed)
        {
            return failed;
        }

        tenant.Update(row, values);
        return (row, "", "");
    }

    private static (Row?, string, string) Failed(string code, string message) => (null, code, message);

    private (Row?, string, string)? Read(JsonObject record, out Dictionary<string, object?> values)
    {
        var author = record["Author"]?.ToString();
        record.Remove("Author");
        var draft = _reader.Read(Table, record, creates: false);
        values = draft.Values;
        if (draft.Faults is [var fault, ..])
        {
            return Failed(ErrorCodes.TimelineOther, fault.Message);
        }

        if (values.GetValueOrDefault("TypeName") is string type
            && tenant.Picklists.Find(StandardPicklists.ActivityType, type) is null)
        {
            return Failed(ErrorCodes.TimelineOther, $"Unknown activity type '{type}'.");
        }

        if (author is null)
        {
            return null;
        }

        var users = tenant.Table(GainsightObjects.User);
        users.TryField("Email", out var mail);
        values["AuthorId"] = users.With(mail!, author).FirstOrDefault()?.Gsid;
        return values["AuthorId"] is null ? Failed(ErrorCodes.TimelineOther, "The author is not a user.") : null;
    }

    private bool ContextExists(Dictionary<string, object?> values)
    {
        var (id, objectName) = (string)values["ContextName"]! switch
        {
            "Company" => (values.GetValueOrDefault("GsCompanyId"), GainsightObjects.Company),
            "CTA" => (values.GetValueOrDefault("ContextId"), GainsightObjects.CallToAction),
            _ => (null, GainsightObjects.Company),
        };
        return id is string gsid && tenant.Table(objectName).Find(gsid) is not null;
    }

    // Seen on live tenants: a type may ask for custom fields, and the error names the field and its values.
    private (Row?, string, string)? MissingCustomField(string type, Dictionary<string, object?> values)
    {
        var required = tenant.RequiredActivityFields.GetValueOrDefault(type);
        var missing = required?.FirstOrDefault(field => values.GetValueOrDefault(field) is null);
        if (missing is null)
        {
            return null;
        }

        var allowed = Table.TryField(missing, out var field) && field.Category is { } category
            ? string.Join(", ", tenant.Picklists.In(category).Select(item => item.Text("Name")))
            : "any";
        return Failed(
            ErrorCodes.TimelineFieldMissing, $"{missing} is mandatory for {type}. Allowed values: {allowed}.");
    }

    private Row? ByField(string name, string value)
    {
        Table.TryField(name, out var field);
        return Table.With(field!, value).FirstOrDefault();
    }
}
