using System.Collections.Immutable;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>
/// The one save path: every create and update passes it, whatever resource or person it comes from, in the platform's
/// order: field checks, derived fields, validation rules, duplicate rules, uniqueness, stamp
/// ("Apex Developer Guide, Triggers and Order of Execution").
/// </summary>
internal sealed class RowWriter(
    Catalog catalog, RowStore store, ValidationRules rules, DuplicateCheck duplicates, TimeProvider clock)
{
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);
    private readonly PermissionRules _permissions = new(catalog, store);

    public void Lock(string id) => _locked.Add(id);

    public void Unlock(string id) => _locked.Remove(id);

    public Row Create(SObjectType type, IEnumerable<KeyValuePair<string, object?>> sent, Actor actor)
    {
        if (!type.Writable)
        {
            throw new SalesforceRefusedException(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be inserted: {type.Label}");
        }

        var fields = type.Fields.ToDictionary(f => f.Name, f => f.Default, StringComparer.Ordinal);
        var written = Assign(type, fields, sent, actor, creating: true);
        if (type.Has("OwnerId"))
        {
            fields["OwnerId"] ??= actor.UserId;
        }

        var row = store.NewRow(type);
        fields["Id"] = row.Id;
        Stamp(type, fields, actor, creating: true);
        Save(row, fields, written, actor, creating: true);
        return row;
    }

    public void Update(Row row, IEnumerable<KeyValuePair<string, object?>> sent, Actor actor)
    {
        if (row.IsDeleted)
        {
            throw SalesforceRefusedException.Deleted();
        }

        if (!row.Type.Writable)
        {
            throw new SalesforceRefusedException(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be updated: {row.Type.Label}");
        }

        RefuseIfLocked(row, actor);
        var fields = new Dictionary<string, object?>(row.Fields, StringComparer.Ordinal);
        var written = Assign(row.Type, fields, sent, actor, creating: false);
        Stamp(row.Type, fields, actor, creating: false);
        Save(row, fields, written, actor, creating: false);
    }

    /// <summary>Writes system fields that no caller may send, such as IsDeleted, and moves the stamp.</summary>
    public void Put(Row row, Actor actor, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        RefuseIfLocked(row, actor);
        var fields = new Dictionary<string, object?>(row.Fields, StringComparer.Ordinal);
        foreach (var (field, value) in values)
        {
            fields[field] = value;
        }

        Stamp(row.Type, fields, actor, creating: false);
        store.Put(row, fields, OpenFor(row, actor, creating: false));
    }

    private HashSet<string> Assign(
        SObjectType type,
        Dictionary<string, object?> fields,
        IEnumerable<KeyValuePair<string, object?>> sent,
        Actor actor,
        bool creating)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in sent)
        {
            if (!type.TryField(name, out var field) || !actor.Access.CanRead(type, field))
            {
                throw new SalesforceRefusedException(
                    "INVALID_FIELD", $"No such column '{name}' on sobject of type {type.Name}");
            }

            if (!(creating ? field.Createable : field.Updateable) || !actor.Access.CanEdit(type, field))
            {
                throw new SalesforceRefusedException(
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    $"Unable to create/update fields: {field.Name}. Please check the security settings of this field "
                        + "and verify that it is read/write for your profile or permission set.",
                    field.Name);
            }

            fields[field.Name] = FieldValues.Store(field, value);
            written.Add(field.Name);
        }

        return written;
    }

    private void Save(Row row, Dictionary<string, object?> fields, HashSet<string> written, Actor actor, bool creating)
    {
        var type = row.Type;
        RequireFields(type, fields);
        foreach (var field in type.Fields.Where(
            f => f.Type == SalesforceFieldType.Reference && written.Contains(f.Name)))
        {
            RequireTarget(field, fields.GetValueOrDefault(field.Name) as string, type, actor);
        }

        var stage = Stage(fields.GetValueOrDefault("StageName") as string, type, written);
        var stageMoved = creating
            || !Equals(fields.GetValueOrDefault("StageName"), row.Fields.GetValueOrDefault("StageName"));
        DerivedFields.Apply(type, fields, written, stageMoved, stage);
        _permissions.Check(row, fields);
        rules.Check(type, fields, creating ? null : row.Fields);
        duplicates.Check(row, fields, actor);
        duplicates.CheckUnique(row, fields);
        store.Put(row, fields, OpenFor(row, actor, creating));
        if (written.Contains("IsPrimary") && fields["IsPrimary"] is true)
        {
            KeepOnePrimary(row, actor);
        }
    }

    private static void RequireFields(SObjectType type, Dictionary<string, object?> fields)
    {
        var missing = type.Fields.Where(f => f.Required && fields.GetValueOrDefault(f.Name) is null).Select(f => f.Name)
            .ToImmutableArray();
        if (missing.Length > 0)
        {
            throw new SalesforceRefusedException(
                [new SalesforceError(
                    "REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]",
                    missing)]);
        }
    }

    private void RequireTarget(SalesforceField field, string? id, SObjectType type, Actor actor)
    {
        if (id is null)
        {
            return;
        }

        var target = store.Find(id);
        if (target is null || !field.References.Contains(target.Type.Name, StringComparer.Ordinal)
            || target.SeenAt(clock.GetUtcNow()) is null)
        {
            throw new SalesforceRefusedException(
                "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.Name);
        }

        if (target.IsDeleted)
        {
            throw new SalesforceRefusedException("ENTITY_IS_DELETED", "entity is deleted", field.Name);
        }

        if (string.Equals(field.Name, "OwnerId", StringComparison.Ordinal) && !target.Flag("IsActive"))
        {
            throw new SalesforceRefusedException(
                "INACTIVE_OWNER_OR_USER",
                $"operation performed with inactive user [{id[..15]}] as owner of {type.Label.ToLowerInvariant()}",
                field.Name);
        }

        if (field.CascadeDelete)
        {
            // Saving a child locks its parent, the cause of most UNABLE_TO_LOCK_ROW answers
            // ("Record-Level Locking Cheat Sheet").
            RefuseIfLocked(target, actor);
        }
    }

    private Row? Stage(string? name, SObjectType type, HashSet<string> written)
    {
        if (name is null || !string.Equals(type.Name, "Opportunity", StringComparison.Ordinal))
        {
            return null;
        }

        // StageName is not restricted by default, yet the platform derives IsClosed and IsWon from the list, so an
        // unknown stage is refused here rather than guessed at. A retired one may stay on rows that have it.
        var stage = store.Table(catalog.Type("OpportunityStage")).Rows.FirstOrDefault(
            r => string.Equals(r.Text("ApiName"), name, StringComparison.OrdinalIgnoreCase));
        return stage is null || (written.Contains("StageName") && !stage.Flag("IsActive"))
            ? throw new SalesforceRefusedException(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"Stage: bad value for restricted picklist field: {name}",
                "StageName")
            : stage;
    }

    private void KeepOnePrimary(Row primary, Actor actor)
    {
        var table = store.Table(primary.Type);
        foreach (var other in table.Find(primary.Type.Field("OpportunityId"), primary.Text("OpportunityId")!)
            .Where(r => r != primary && !r.IsDeleted && r.Flag("IsPrimary")))
        {
            Put(other, actor, ("IsPrimary", false));
        }
    }

    private void RefuseIfLocked(Row row, Actor actor)
    {
        // Two late transactions of the world's own people are taken for one; a caller has to wait for the commit.
        if (_locked.Contains(row.Id) || (row.IsOpenAt(clock.GetUtcNow()) && actor.Access != FieldAccess.Everything))
        {
            throw SalesforceRefusedException.Locked();
        }
    }

    private OpenCommit? OpenFor(Row row, Actor actor, bool creating)
    {
        var now = clock.GetUtcNow();
        if (row.IsOpenAt(now))
        {
            return row.Open;
        }

        return actor.CommitsAt is { } commitsAt && commitsAt > now
            ? new OpenCommit(FieldValues.ToSecond(now), commitsAt, creating ? null : row.Fields)
            : null;
    }

    private void Stamp(SObjectType type, Dictionary<string, object?> fields, Actor actor, bool creating)
    {
        var now = FieldValues.ToSecond(clock.GetUtcNow());
        fields["SystemModstamp"] = now;
        if (!type.Has("CreatedDate"))
        {
            return;
        }

        fields["LastModifiedDate"] = now;
        fields["LastModifiedById"] = actor.UserId;
        if (creating)
        {
            fields["CreatedDate"] = now;
            fields["CreatedById"] = actor.UserId;
        }
    }
}
