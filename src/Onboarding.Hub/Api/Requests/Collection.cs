using Onboarding.Model;
using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api.Requests;

/// <summary>A collection of resources inside a workspace, as its names show it.</summary>
/// <param name="Segment">The part of the name before the id, such as "accounts".</param>
/// <param name="HasSlug">Whether ids are slugs; otherwise they are UUIDs.</param>
internal sealed record Collection(string Segment, bool HasSlug = false)
{
    public static Collection Accounts { get; } = new("accounts");

    public static Collection Opportunities { get; } = new("opportunities");

    public static Collection Contacts { get; } = new("contacts");

    public static Collection Handoffs { get; } = new("handoffs");

    public static Collection Playbooks { get; } = new("playbooks", HasSlug: true);

    public static Collection Onboardings { get; } = new("onboardings");

    public static Collection Connections { get; } = new("connections", HasSlug: true);

    public static Collection SyncRuns { get; } = new("syncRuns");

    public static Collection Operations { get; } = new("operations");

    public static Collection DeadLetters { get; } = new("deadLetters");

    public static Collection Conflicts { get; } = new("conflicts");

    public static Collection Definitions { get; } = new("definitions", HasSlug: true);

    public static Collection Reviews { get; } = new("reviews", HasSlug: true);
    public static Collection Audits { get; } = new("audits");

    public static Collection Pilots { get; } = new("pilots");

    public static Collection Deliveries { get; } = new("deliveries");

    public static Collection Messages { get; } = new("messages");

    /// <summary>Collections whose resources are aggregates, with their kinds.</summary>
    public static IReadOnlyList<(Collection Collection, AggregateKind Kind)> OfAggregates { get; } =
    [
        (Accounts, Aggregates.Account),
        (Opportunities, Aggregates.Opportunity),
        (Contacts, Aggregates.Contact),
        (Handoffs, Aggregates.Handoff),
        (Playbooks, Aggregates.Playbook),
        (Onboardings, Aggregates.Onboarding),
        (Connections, Aggregates.Connection),
        (Definitions, Aggregates.Definition),
        (Reviews, Aggregates.Review),
        (Audits, Aggregates.Audit),
        (Pilots, Aggregates.Pilot),
        (Deliveries, Aggregates.Delivery),
        (Messages, Aggregates.Message),
    ];
}
