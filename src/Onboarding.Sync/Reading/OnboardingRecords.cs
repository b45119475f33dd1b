using System.Diagnostics;

using Onboarding.Connectors.Mappings;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Sync.Links;
using Onboarding.Sync.Writing;

namespace Onboarding.Sync.Reading;

/// <summary>
/// Takes in what people do on a platform with the records of an onboarding. Completing, skipping, assigning and
/// confirming are asked of the onboarding like from anybody else; everything else there is the hub's to say and is put
/// right by the next push. What is refused or put right is kept in a conflict record.
/// </summary>
internal static class OnboardingRecords
{
    public static void Apply(PageWork work, IncomingRecord incoming)
    {
        (string key, string part) = RecordStreams.Split(incoming.Link.ResourceKey);
        Link settled = incoming.Settled;
        // Who does a task is settled before it is closed: a closed one keeps its owner.
        foreach (FieldMapping field in incoming.Difference.Changed.OrderBy(field => field.Canonical, StringComparer.Ordinal))
        {
            if (work.Batch.State(Aggregates.Onboarding, key) is { } state && !Ask(work, incoming, field, key, part, state))
            {
                KeepRefused(work, incoming, field, key, state);
                settled = settled with { Dirty = true };
            }
        }

        ResourceRecords.KeepDrift(work, incoming);
        work.Book.Put(settled with { Dirty = settled.Dirty || incoming.Link.State == LinkState.Deleted });
    }

    private static bool Ask(
        PageWork work, IncomingRecord incoming, FieldMapping field, string key, string part, OnboardingState state)
    {
        if (CommandOf(work, incoming, field, part, state) is not { } command)
        {
            return false;
        }

        switch (work.Batch.Apply(Aggregates.Onboarding, key, command, work.OriginOf(incoming.Record)))
        {
            case Decision<OnboardingEvent>.Refused:
                return false;
            case Decision<OnboardingEvent>.Accepted accepted:
                if (!accepted.Events.IsEmpty)
                {
                    work.CountApplied();
                }

                return true;
            default:
                throw new UnreachableException();
        }
    }

    private static OnboardingCommand? CommandOf(
        PageWork work, IncomingRecord incoming, FieldMapping field, string part, OnboardingState state)
    {
        FieldMap observed = incoming.Observed;
        string by = observed.TextOf("owner_email") ?? work.Connection.Source;
        string where = work.Connection.Connector.Title;
        return (work.Mapping.Kind, field.Canonical, observed.TextOf(field.Canonical)) switch
        {
            (RecordKind.Task, "state", "completed") => new OnboardingCommand.CompleteTask(part, by),
            (RecordKind.Task, "state", "skipped") => new OnboardingCommand.SkipTask(part, by, $"Skipped on {where}."),
            (RecordKind.Task, "owner_email", { } owner) => new OnboardingCommand.AssignTask(part, owner),
            (RecordKind.Milestone, "state", "achieved") => new OnboardingCommand.ConfirmMilestone(
                part,
                observed.DateOf("achieved_on")
                    ?? state.Start.Calendar.DayOf(incoming.Record.ModifiedAt ?? work.Batch.Now),
                work.Connection.Source,
                $"Marked as achieved on {where}."),
            _ => null,
        };
    }

    private static void KeepRefused(
        PageWork work, IncomingRecord incoming, FieldMapping field, string key, OnboardingState state)
    {
        IEnumerable<CanonicalRecord> wished = work.Mapping.Kind == RecordKind.Task
            ? CanonicalRecords.OfTasks(key, state)
            : CanonicalRecords.OfMilestones(key, state);
        FieldValue kept = wished
            .FirstOrDefault(record => record.Key == incoming.Link.ResourceKey)?.Fields.Get(field.Canonical) ?? FieldValue.Nothing;
        FieldValue lost = incoming.Observed[field.Canonical];
        if (kept != lost)
        {
            work.Keep(incoming.Link.ResourceKey, field.Canonical, (kept, "hub"), (lost, work.Connection.Source), asks: false);
        }
    }
}
