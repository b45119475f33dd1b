using Onboarding.Connectors.Streams;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;

namespace Onboarding.Sync.Reading;

/// <summary>Takes records that say who has which role in a deal into the deal.</summary>
internal static class StakeholderRecords
{
    /// <summary>Gives false when the record was put aside.</summary>
    public static bool Apply(PageWork work, IncomingRecord incoming)
    {
        FieldMap fields = incoming.Link.Base.With(incoming.Observed);
        if (fields.TextOf("opportunity_key") is not { } opportunity)
        {
            work.Reject(incoming.Record, "The record names no deal. Correct it on the platform.");
            return false;
        }

        // An overlap of runs and late commits can show the role before its deal.
        if (work.Batch.State(Aggregates.Opportunity, opportunity) is null)
        {
            work.Reject(incoming.Record, "The record's deal has not come yet; it is tried again in the next runs.", waits: true);
            return false;
        }

        int before = work.Batch.Version(Aggregates.Opportunity, opportunity);
        if (incoming.Link.Base.TextOf("opportunity_key") is { } earlier && earlier != opportunity)
        {
            Name(work, incoming.Record, earlier, null);
        }

        Name(work, incoming.Record, opportunity, TextOf(fields));
        if (work.Batch.Version(Aggregates.Opportunity, opportunity) > before)
        {
            work.CountApplied();
        }

        work.Book.Put(incoming.Settled);
        return true;
    }

    /// <summary>Names the stakeholder of a record, or takes away the one that it named (null).</summary>
    public static void Name(PageWork work, PlatformRecord record, string opportunity, string? stakeholder)
    {
        if (work.Batch.State(Aggregates.Opportunity, opportunity) is not null)
        {
            var name = new ResourceCommand.NameStakeholder($"{work.Connection.Id}/{record.Id}", stakeholder);
            Origin origin = work.OriginOf(record);
            work.Batch.Apply(Aggregates.Opportunity, opportunity, name, origin);
        }
    }

    private static string TextOf(FieldMap fields)
    {
        string name = fields.TextOf("contact_name") ?? "unnamed";
        string mail = fields.TextOf("contact_email") is { } address ? $" <{address}>" : "";
        return $"{fields.TextOf("role") ?? "Contact"}: {name}{mail}";
    }
}
