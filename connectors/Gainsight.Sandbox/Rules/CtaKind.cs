namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// CTAs. What is mandatory, and that reasons and playbooks depend on the type, was seen on live tenants; the cascades
/// are those of "Call To Action (CTA) API Documentation".
/// </summary>
internal sealed class CtaKind : CockpitKind
{
    private const string DueDateCascade = "dueDateCascade";
    private const string OwnerCascade = "ownerCascade";

    private static readonly string[] DueDateCascades = ["ALL_OPEN_TASKS", "PLAYBOOK_TASKS", "NO"];
    private static readonly string[] OwnerCascades = ["OWNER", "ALL_OPEN_TASKS", "NO"];

    public override string ObjectName => GainsightObjects.CallToAction;

    public override IReadOnlyList<string> Mandatory { get; } =
        ["Name", "CompanyId", "OwnerId", "TypeId", "ReasonId", "StatusId", "PriorityId", "DueDate"];

    // The names of the two keys are not documented.
    public override IReadOnlyList<string> Cascades { get; } = [DueDateCascade, OwnerCascade];

    public override void Complete(Tenant tenant, Dictionary<string, object?> values)
    {
        values["EntityType"] = "COMPANY";
        values.TryAdd("IsImportant", false);
    }

    public override string? Refuse(Tenant tenant, IReadOnlyDictionary<string, object?> values)
    {
        var type = (string?)values["TypeId"];
        if (!tenant.Picklists.Fits((string)values["ReasonId"]!, type))
        {
            return "The reason is not allowed for CTAs of this type.";
        }

        return values.GetValueOrDefault("PlaybookId") is string id
            && !(tenant.Playbooks.TryGetValue(id, out var playbook) && playbook.CtaTypeId == type)
                ? "The playbook does not exist for CTAs of this type."
                : null;
    }

    /// <summary>A playbook gives the CTA its tasks, due relative to its creation.</summary>
    public override void Created(Tenant tenant, Row row)
    {
        if (row.Text("PlaybookId") is not { } id)
        {
            return;
        }

        var kind = new TaskKind();
        var start = DateOnly.FromDateTime(tenant.Now.UtcDateTime);
        foreach (var (gsid, task) in tenant.Playbooks[id].Tasks)
        {
            var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
            {
                ["Name"] = task.Name,
                ["CtaId"] = row.Gsid,
                ["TypeId"] = tenant.Picklists.Require(StandardPicklists.TaskType, task.Type).Gsid,
                ["PriorityId"] = tenant.Picklists.Require(StandardPicklists.TaskPriority, task.Priority).Gsid,
                ["DueDate"] = start.AddDays(task.DueAfterDays),
                ["PlaybookTaskId"] = gsid,
            };
            kind.Complete(tenant, values);
            tenant.Insert(tenant.Table(GainsightObjects.Task), values);
        }
    }

    public override string? RefuseUpdate(
        Tenant tenant,
        Row row,
        IReadOnlyDictionary<string, object?> values,
        IReadOnlyDictionary<string, string> cascades)
    {
        if (values.ContainsKey("PlaybookId"))
        {
            return "A playbook can be given only when the CTA is created.";
        }

        if (!DueDateCascades.Contains(cascades[DueDateCascade]) || !OwnerCascades.Contains(cascades[OwnerCascade]))
        {
            return "Unknown cascade.";
        }

        var reason = values.GetValueOrDefault("ReasonId", row["ReasonId"]) as string;
        var type = values.GetValueOrDefault("TypeId", row["TypeId"]) as string;
        return tenant.Picklists.Fits(reason!, type) ? null : "The reason is not allowed for CTAs of this type.";
    }

    public override void Updating(
        Tenant tenant,
        Row row,
        IReadOnlyDictionary<string, object?> values,
        IReadOnlyDictionary<string, string> cascades)
    {
        var table = tenant.Table(GainsightObjects.Task);
        table.TryField("CtaId", out var link);
        var open = table.With(link!, row.Gsid).Where(task => !task.Flag("IsClosed")).ToList();
        if (values.GetValueOrDefault("DueDate") is DateOnly due && row["DueDate"] is DateOnly was)
        {
            MoveDueDates(tenant, open, due.DayNumber - was.DayNumber, cascades[DueDateCascade]);
        }

        if (values.GetValueOrDefault("OwnerId") is string owner)
        {
            var formerOwner = row.Text("OwnerId");
            var moved = open.Where(task => cascades[OwnerCascade] is "ALL_OPEN_TASKS"
                || (cascades[OwnerCascade] is "OWNER" && task.Text("OwnerId") == formerOwner));
            foreach (var task in moved)
            {
                Set(tenant, task, "OwnerId", owner);
            }
        }
    }

    private static void MoveDueDates(Tenant tenant, List<Row> open, int days, string cascade)
    {
        var moved = open.Where(task => cascade is "ALL_OPEN_TASKS"
            || (cascade is "PLAYBOOK_TASKS" && task["PlaybookTaskId"] is not null));
        foreach (var task in moved)
        {
            Set(tenant, task, "DueDate", ((DateOnly)task["DueDate"]!).AddDays(days));
        }
    }

    private static void Set(Tenant tenant, Row row, string field, object value) =>
        tenant.Update(row, new Dictionary<string, object?>(StringComparer.Ordinal) { [field] = value });
}
