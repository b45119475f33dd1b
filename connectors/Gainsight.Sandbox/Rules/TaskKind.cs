namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Tasks. A task always belongs to a CTA ("Task and Playbook API Documentation"); the defaults are modelled.
/// </summary>
internal sealed class TaskKind : CockpitKind
{
    public override string ObjectName => GainsightObjects.Task;

    public override IReadOnlyList<string> Mandatory { get; } = ["CtaId", "Name", "DueDate"];

    public override void Complete(Tenant tenant, Dictionary<string, object?> values)
    {
        values.TryAdd("TypeId", tenant.Picklists.Require(StandardPicklists.TaskType, "Action").Gsid);
        values.TryAdd("StatusId", tenant.Picklists.Require(StandardPicklists.TaskState, "Open").Gsid);
        values.TryAdd("PriorityId", tenant.Picklists.Require(StandardPicklists.TaskPriority, "Medium").Gsid);
        values.TryAdd("IsEmailSent", false);
        if (values.GetValueOrDefault("CtaId") is string cta)
        {
            values.TryAdd("OwnerId", tenant.Find(cta)?["OwnerId"]);
        }
    }
}
