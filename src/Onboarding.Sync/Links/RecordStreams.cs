using Onboarding.Connectors.Mappings;
using Onboarding.Model;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;

namespace Onboarding.Sync.Links;

/// <summary>Which aggregate a record is a view of.</summary>
internal static class RecordStreams
{
    private const char PartMark = '/';

    /// <summary>The kind of aggregate; null for kinds of record that no aggregate stands behind.</summary>
    public static AggregateKind? KindOf(RecordKind kind) => kind switch
    {
        RecordKind.Account => Aggregates.Account,
        RecordKind.Opportunity => Aggregates.Opportunity,
        RecordKind.Contact => Aggregates.Contact,
        RecordKind.Onboarding or RecordKind.Task or RecordKind.Milestone => Aggregates.Onboarding,
        RecordKind.Note => Aggregates.Handoff,
        RecordKind.Person or RecordKind.Stakeholder => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of record."),
    };

    /// <summary>The stream of the aggregate that a resource key belongs to; null where there is none.</summary>
    public static StreamId? Of(RecordKind kind, string resourceKey) => KindOf(kind)?.Stream(Split(resourceKey).Aggregate);

    /// <summary>The kind of resource, for the kinds of record that are one.</summary>
    public static ResourceKind? ResourceOf(RecordKind kind) => kind switch
    {
        RecordKind.Account => ResourceKind.Account,
        RecordKind.Opportunity => ResourceKind.Opportunity,
        RecordKind.Contact => ResourceKind.Contact,
        _ => null,
    };

    /// <summary>The parts of "{onboarding}/{task}"; the second is empty for the key of a whole aggregate.</summary>
    public static (string Aggregate, string Part) Split(string resourceKey)
    {
        int mark = resourceKey.IndexOf(PartMark, StringComparison.Ordinal);
        return mark < 0 ? (resourceKey, "") : (resourceKey[..mark], resourceKey[(mark + 1)..]);
    }

    /// <summary>The resource key of what lives inside an aggregate.</summary>
    public static string Join(string aggregate, string part) => $"{aggregate}{PartMark}{part}";
}
