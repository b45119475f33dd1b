using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The Cockpit calls: CTAs, tasks, playbooks and their picklists ("Call To Action (CTA) API Documentation", "Task and
/// Playbook API Documentation"). The paths of task writes and of the playbook list are modelled.
/// </summary>
internal sealed class CockpitEndpoints
{
    private readonly Tenant _tenant;
    private readonly CockpitWriter _ctas;
    private readonly CockpitWriter _tasks;
    private readonly CockpitLists _lists;

    public CockpitEndpoints(Tenant tenant, GainsightVariants variants, ReplyForms forms, Func<GainsightFaults> faults)
    {
        _tenant = tenant;
        _ctas = new CockpitWriter(tenant, new CtaKind(), faults);
        _tasks = new CockpitWriter(tenant, new TaskKind(), faults);
        _lists = new CockpitLists(tenant, variants, forms);
    }

    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v2/cockpit/cta", GainsightCallKind.CtaWrite, request => _ctas.Write(request, creates: true)),
        new("PUT", "/v2/cockpit/cta", GainsightCallKind.CtaWrite, request => _ctas.Write(request, creates: false)),
        new("POST", "/v2/cockpit/cta/list", GainsightCallKind.CtaList, request =>
            _lists.List(request, CallToActions, CallToActions.Rows)),
        new("POST", "/v2/cockpit/cta/deleted/list", GainsightCallKind.CtaList, request =>
            _lists.List(request, CallToActions, _tenant.Deleted.Where(row => row.Table == CallToActions))),
        new("POST", "/v2/cockpit/task", GainsightCallKind.TaskWrite, request => _tasks.Write(request, creates: true)),
        new("PUT", "/v2/cockpit/task", GainsightCallKind.TaskWrite, request => _tasks.Write(request, creates: false)),
        new("POST", "/v2/cockpit/task/list", GainsightCallKind.TaskList, request =>
            _lists.List(request, Tasks, Tasks.Rows)),
        new("GET", "/v2/cockpit/task/list/{cta}", GainsightCallKind.TaskList, request =>
            _lists.All(Tasks, Tasks.Rows.Where(task => task.Text("CtaId") == request.Route("cta")))),
        new("GET", "/v2/cockpit/playbook/list", GainsightCallKind.Playbooks, _ => ListPlaybooks()),
        new("GET", "/v2/cockpit/admin/picklist/lite", GainsightCallKind.Metadata, ListPicklists),
    ];

    private Table CallToActions => _tenant.Table(GainsightObjects.CallToAction);

    private Table Tasks => _tenant.Table(GainsightObjects.Task);

    private Reply ListPlaybooks() => Reply.Ok(new JsonArray(
        [.. _tenant.Playbooks.Values.OrderBy(playbook => playbook.Name, StringComparer.Ordinal).Select(Write)]));

    private JsonObject Write(Playbook playbook) => new()
    {
        ["Gsid"] = playbook.Gsid,
        ["Name"] = playbook.Name,
        ["TypeId"] = playbook.CtaTypeId,
        ["TypeId__gr.Name"] = _tenant.Find(playbook.CtaTypeId)?.Text("Name"),
        ["PlaybookTasks"] = new JsonArray(
        [
            .. playbook.Tasks.Select(task => new JsonObject
            {
                ["Gsid"] = task.Gsid,
                ["Name"] = task.Task.Name,
                ["Type"] = task.Task.Type,
                ["DueAfterDays"] = task.Task.DueAfterDays,
            }),
        ]),
    };

    private Reply ListPicklists(GainsightRequest request)
    {
        var groups = new JsonObject();
        foreach (var category in (request.Query("category") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            groups[category] = new JsonArray(
            [
                .. _tenant.Picklists.In(category).Select(item => new JsonObject
                {
                    ["name"] = item.Text("Name"),
                    ["gsid"] = item.Gsid,
                    ["active"] = item.Flag("Active"),
                    ["entityType"] = request.Query("et") ?? "COMPANY",
                    ["picklistCategory"] = category,
                }),
            ]);
        }

        return groups.Count > 0
            ? Reply.Ok(groups)
            : throw new RefusedException(ErrorCodes.BadValue, "category is mandatory.");
    }
}
