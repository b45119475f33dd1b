using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>Deletes, undeletes and merges, with what goes along ("SOAP API, delete(), undelete(), merge()").</summary>
internal sealed class RowRemover(Catalog catalog, RowStore store, RowWriter writer)
{
    public void Delete(Row row, Actor actor)
    {
        if (row.IsDeleted)
        {
            throw SalesforceRefusedException.Deleted();
        }

        if (!row.Type.Deletable)
        {
            throw new SalesforceRefusedException(
                "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }

        foreach (var child in Children(row).Where(c => !c.IsDeleted).ToList())
        {
            Delete(child, actor);
        }

        if (row.Type.KeepsDeleted)
        {
            writer.Put(row, actor, ("IsDeleted", true));
        }
        else
        {
            store.Remove(row);
        }
    }

    public void Undelete(Row row, Actor actor)
    {
        if (!row.IsDeleted || row.Text("MasterRecordId") is not null)
        {
            throw new SalesforceRefusedException("UNDELETE_FAILED", "Entity is not in the recycle bin");
        }

        var deletedAt = row.Fields["SystemModstamp"];
        var alongside = Children(row).Where(c => c.IsDeleted && Equals(c.Fields["SystemModstamp"], deletedAt)).ToList();
        writer.Put(row, actor, ("IsDeleted", false));
        foreach (var child in alongside.Where(c => c.IsDeleted))
        {
            Undelete(child, actor);
        }
    }

    /// <summary>Moves the loser's children to the master and deletes the loser with MasterRecordId set.</summary>
    public void Merge(Row master, Row loser, Actor actor)
    {
        if (master.Type != loser.Type || master == loser || !master.Type.Has("MasterRecordId"))
        {
            throw new SalesforceRefusedException("INVALID_CROSS_REFERENCE_KEY", "these records cannot be merged");
        }

        if (master.IsDeleted || loser.IsDeleted)
        {
            throw SalesforceRefusedException.Deleted();
        }

        foreach (var (child, reference) in catalog.ChildrenOf(master.Type))
        {
            foreach (var row in store.Table(child).Find(reference, loser.Id))
            {
                writer.Put(row, actor, (reference.Name, master.Id));
            }
        }

        writer.Put(loser, actor, ("IsDeleted", true), ("MasterRecordId", master.Id));
        writer.Put(master, actor);
    }

    private IEnumerable<Row> Children(Row row) =>
        catalog.ChildrenOf(row.Type)
            .Where(c => c.Reference.CascadeDelete)
            .SelectMany(c => store.Table(c.Child).Find(c.Reference, row.Id));
}
