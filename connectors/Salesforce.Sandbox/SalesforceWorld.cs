using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Faults;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// The organization behind the sandbox: its rows, its fields and its rules, for scenarios to look at and to edit as the
/// people in it would. Every edit is one transaction, runs the same rules as the API and stamps from the clock. One
/// lock guards everything, so all members may be called from any thread.
/// </summary>
/// <remarks>
/// <c>by</c> is the id of the user who edits; without one it is the administrator. An edit that the platform would
/// refuse throws <see cref="SalesforceRefusedException"/> and changes nothing.
/// </remarks>
public sealed class SalesforceWorld
{
    private readonly FaultPlan _faults;
    private long _edits;
    private DateTimeOffset? _commitsAt;

    internal SalesforceWorld(TimeProvider clock, FaultPlan faults, string duplicateResultKey)
    {
        Clock = clock;
        _faults = faults;
        Rules = new ValidationRules(Catalog, Store);
        Duplicates = new DuplicateCheck(Store) { ResultKey = duplicateResultKey };
        Writer = new RowWriter(Catalog, Store, Rules, Duplicates, clock);
        Remover = new RowRemover(Catalog, Store, Writer);
        Provisioning = new Provisioning(Catalog, Tooling, Store, Rules, clock);
        Stages = new SalesStages(Catalog, Store, clock);
        (HubUserId, HubPermissionSetId) = Founding.Found(this);
        Store.Commit();
    }

    /// <summary>The id of the organization, 18 characters.</summary>
    public string OrganizationId { get; } = SalesforceId.Of("00D", 1);

    /// <summary>The user who made the organization and in whose name scenarios edit by default.</summary>
    public string AdministratorId { get; } = SalesforceId.Of("005", 1);

    /// <summary>The user that the connected app runs as; its username is <see cref="HubUsername"/>.</summary>
    public string HubUserId { get; }

    /// <summary>The username of <see cref="HubUserId"/>, the subject of a JWT assertion.</summary>
    public string HubUsername => "onboarding.hub@acme.example";

    /// <summary>A permission set that the hub's user has; field permissions on it make custom fields visible.</summary>
    public string HubPermissionSetId { get; }

    internal Lock Gate { get; } = new();

    internal TimeProvider Clock { get; }

    internal Catalog Catalog { get; } = StandardTypes.Create();

    internal Catalog Tooling { get; } = ToolingTypes.Create();

    internal RowStore Store { get; } = new();

    internal ValidationRules Rules { get; }

    internal DuplicateCheck Duplicates { get; }

    internal RowWriter Writer { get; }

    internal RowRemover Remover { get; }

    internal Provisioning Provisioning { get; }

    internal SalesStages Stages { get; }

    /// <summary>Adds a user of the standard type.</summary>
    public string AddUser(string username, string firstName, string lastName, string email, bool active = true) => Add(
        "User",
        Values(("Username", username), ("FirstName", firstName), ("LastName", lastName), ("Email", email),
            ("IsActive", active)));

    /// <summary>Adds an account.</summary>
    public string AddAccount(string name, IReadOnlyDictionary<string, object?>? fields = null, string? by = null) =>
        Add("Account", Values(fields, ("Name", name)), by);

    /// <summary>Adds a contact to an account.</summary>
    public string AddContact(
        string accountId, string lastName, IReadOnlyDictionary<string, object?>? fields = null, string? by = null) =>
        Add("Contact", Values(fields, ("AccountId", accountId), ("LastName", lastName)), by);

    /// <summary>Adds an opportunity, in stage Prospecting unless the fields say otherwise.</summary>
    public string AddOpportunity(
        string accountId, string name, DateOnly closeDate, IReadOnlyDictionary<string, object?>? fields = null,
        string? by = null) =>
        Add("Opportunity",
            Values(fields, ("AccountId", accountId), ("Name", name), ("CloseDate", closeDate),
                ("StageName", "Prospecting")), by);

    /// <summary>Makes a contact a stakeholder of an opportunity.</summary>
    public string AddContactRole(
        string opportunityId, string contactId, string? role, bool primary = false, string? by = null) =>
        Add("OpportunityContactRole",
            Values(("OpportunityId", opportunityId), ("ContactId", contactId), ("Role", role), ("IsPrimary", primary)),
            by);

    /// <summary>Adds a row of any type.</summary>
    public string Add(string type, IReadOnlyDictionary<string, object?> fields, string? by = null) =>
        Edit(by, actor => Writer.Create(Catalog.Type(type), fields, actor).Id);

    /// <summary>Sets one field of a row.</summary>
    public void SetField(string id, string field, object? value, string? by = null) =>
        SetFields(id, Values((field, value)), by);

    /// <summary>Sets several fields of a row in one save.</summary>
    public void SetFields(string id, IReadOnlyDictionary<string, object?> fields, string? by = null) =>
        Edit(by, actor => Writer.Update(Known(id), fields, actor));

    /// <summary>Moves an opportunity to the stage that means it is won.</summary>
    public void CloseWon(string opportunityId, string? by = null) =>
        SetField(opportunityId, "StageName", "Closed Won", by);

    /// <summary>Moves a row, and what goes with it, to the recycle bin.</summary>
    public void Delete(string id, string? by = null) => Edit(by, actor => Remover.Delete(Known(id), actor));

    /// <summary>Takes a row, and what went with it, out of the recycle bin.</summary>
    public void Undelete(string id, string? by = null) => Edit(by, actor => Remover.Undelete(Known(id), actor));

    /// <summary>
    /// Merges accounts or contacts: the losers' children move to the master and the losers are deleted.
    /// </summary>
    public void Merge(string masterId, IEnumerable<string> loserIds, string? by = null) => Edit(by, actor =>
    {
        foreach (var loser in loserIds)
        {
            Remover.Merge(Known(masterId), Known(loser), actor);
        }
    });

    /// <summary>
    /// Runs edits in a transaction that stamps now and commits after the delay: until then readers see nothing of it,
    /// and callers who write to its rows get UNABLE_TO_LOCK_ROW.
    /// </summary>
    public void CommitLate(TimeSpan delay, Action edits)
    {
        lock (Gate)
        {
            _commitsAt = Clock.GetUtcNow() + delay;
            try
            {
                edits();
            }
            finally
            {
                _commitsAt = null;
            }
        }
    }

    /// <summary>The row as it stands, or null when there is none of that type and id; deleted rows are found.</summary>
    public SalesforceRow? Find(string type, string id)
    {
        lock (Gate)
        {
            return SalesforceId.TryNormalize(id, out var normal) && Store.Find(normal) is { } row
                && row.Type == Catalog.Type(type)
                ? Copy(row)
                : null;
        }
    }

    /// <summary>The row as it stands.</summary>
    /// <exception cref="SalesforceRefusedException">NOT_FOUND: there is no such row.</exception>
    public SalesforceRow Get(string type, string id) => Find(type, id) ?? throw SalesforceRefusedException.NotFound();

    /// <summary>The rows of a type in order of their ids.</summary>
    public ImmutableArray<SalesforceRow> All(string type, bool includeDeleted = false)
    {
        lock (Gate)
        {
            return [.. Store.Table(Catalog.Type(type)).Rows.Where(r => includeDeleted || !r.IsDeleted).Select(Copy)];
        }
    }

    /// <summary>Every row of every type, deleted ones too, in order of type and id, as they stand.</summary>
    public ImmutableArray<SalesforceRow> Snapshot()
    {
        lock (Gate)
        {
            return [.. Catalog.Types.OrderBy(t => t.Name, StringComparer.Ordinal).SelectMany(t => Store.Table(t).Rows)
                .Select(Copy)];
        }
    }

    /// <summary>
    /// Adds a custom field as an administrator does by hand; the hub's user may see and edit it if asked for.
    /// </summary>
    public void AddCustomField(string type, SalesforceField field, bool visibleToHub = true) => Edit(null, actor =>
    {
        Provisioning.AddField(Catalog.Type(type), field, new JsonObject { ["label"] = field.Label }, actor.UserId);
        if (visibleToHub && !field.Required)
        {
            Writer.Create(Catalog.Type("FieldPermissions"), Grant(type, field.Name), actor);
        }
    });

    /// <summary>Takes from the hub's user the right to see a custom field.</summary>
    public void RevokeField(string type, string field) => Edit(null, actor =>
    {
        var grants = Store.Table(Catalog.Type("FieldPermissions")).Rows
            .Where(r => string.Equals(r.Text("Field"), $"{type}.{field}", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var grant in grants)
        {
            Remover.Delete(grant, actor);
        }
    });

    /// <summary>Renames a custom field, with its values and the permissions on it; no stamp moves.</summary>
    public void RenameField(string type, string field, string newName) =>
        Edit(null, _ => Provisioning.RenameField(Catalog.Type(type), field, newName));

    /// <summary>Makes a picklist restricted to these values; rows keep what they hold.</summary>
    public void SetPicklist(string type, string field, params ImmutableArray<string> values) => Edit(null, _ =>
    {
        var owner = Catalog.Type(type);
        owner.Replace(field, owner.Field(field) with { Values = values, Restricted = true });
    });

    /// <summary>Adds or replaces a stage of the sales process.</summary>
    public void SetStage(string name, bool active, bool closed, bool won, int probability) => Edit(null, _ =>
        Stages.Put(name, active, closed, won, probability));

    /// <summary>Adds a validation rule; the formula is true for what must be refused.</summary>
    public void AddValidationRule(string type, string name, string formula, string message, string? field = null) =>
        Edit(null, actor => Provisioning.AddRule(
            Catalog.Type(type),
            name,
            new JsonObject
            {
                ["active"] = true,
                ["errorConditionFormula"] = formula,
                ["errorMessage"] = message,
                ["errorDisplayField"] = field,
            },
            actor.UserId));

    /// <summary>Puts a duplicate rule in force.</summary>
    public void AddDuplicateRule(SalesforceDuplicateRule rule) => Edit(null, _ => Duplicates.Add(rule));

    /// <summary>Ends a duplicate rule.</summary>
    public void RemoveDuplicateRule(string name) => Edit(null, _ => Duplicates.Remove(name));

    /// <summary>Holds a row's lock: saves of it, and of rows that go with it, get UNABLE_TO_LOCK_ROW.</summary>
    public void LockRow(string id) => Edit(null, _ => Writer.Lock(Known(id).Id));

    /// <summary>Releases a row's lock.</summary>
    public void UnlockRow(string id) => Edit(null, _ => Writer.Unlock(Known(id).Id));

    internal Dictionary<string, object?> Grant(string type, string field) => Values(
        ("ParentId", HubPermissionSetId), ("SobjectType", type), ("Field", $"{type}.{field}"),
        ("PermissionsRead", true), ("PermissionsEdit", true));

    /// <summary>A set of fields and their values, for the members that take one.</summary>
    public static IReadOnlyDictionary<string, object?> Fields(
        params ReadOnlySpan<(string Field, object? Value)> values) => Values(null, values);

    internal static Dictionary<string, object?> Values(params ReadOnlySpan<(string Field, object? Value)> values) =>
        Values(null, values);

    private static Dictionary<string, object?> Values(
        IReadOnlyDictionary<string, object?>? given, params ReadOnlySpan<(string Field, object? Value)> others)
    {
        var all = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, value) in others)
        {
            all[field] = value;
        }

        foreach (var (field, value) in given ?? ImmutableDictionary<string, object?>.Empty)
        {
            all[field] = value;
        }

        return all;
    }

    private Row Known(string id) => SalesforceId.TryNormalize(id, out var normal) && Store.Find(normal) is { } row
        ? row
        : throw SalesforceRefusedException.NotFound();

    private void Edit(string? by, Action<Actor> edit) => Edit(by, actor =>
    {
        edit(actor);
        return true;
    });

    private T Edit<T>(string? by, Func<Actor, T> edit)
    {
        lock (Gate)
        {
            var commitsAt = _commitsAt ?? Clock.GetUtcNow() + _faults.CommitDelay(++_edits);
            var mark = Store.Mark();
            try
            {
                return edit(new Actor(by ?? AdministratorId, FieldAccess.Everything) { CommitsAt = commitsAt });
            }
            catch
            {
                Store.RollBackTo(mark);
                throw;
            }
            finally
            {
                Store.Commit();
            }
        }
    }

    private static SalesforceRow Copy(Row row) =>
        new(row.Type.Name, row.Id, row.Fields.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
