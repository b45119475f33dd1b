using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>
/// Everything that an onboarding is started with and never changes. What may be null is written as null: it is
/// required, and reading would refuse a start that lacks it.
/// </summary>
public sealed record OnboardingStart
{
    public required OnboardingId Id { get; init; }

    /// <summary>Name of the customer, for people.</summary>
    public required string Title { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The deal; null for an onboarding started by hand without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? OpportunityKey { get; init; }

    /// <summary>The handoff that led to it; null for one started by hand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required HandoffId? Handoff { get; init; }

    public required string Tier { get; init; }

    /// <summary>Name of the playbook.</summary>
    public required PlaybookId Playbook { get; init; }

    /// <summary>Number of the revision that it was started with; the state has the one that it follows now.</summary>
    public required int Revision { get; init; }

    public required PlaybookPlan Plan { get; init; }

    /// <summary>The workspace's calendar in the customer's zone.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>Holder of each role that the plan names; never empty, so nothing is ever unowned.</summary>
    public required ImmutableSortedDictionary<string, string> Owners { get; init; }

    /// <summary>Facts of the account at the start, which conditional tasks are decided on.</summary>
    public required FieldMap Facts { get; init; }

    /// <summary>The people at the customer whom the deal names, by role; none in starts from before they were kept.</summary>
    public ImmutableSortedDictionary<string, Addressee> Stakeholders
    {
        get => field ?? ImmutableSortedDictionary<string, Addressee>.Empty;
        init;
    }

    /// <summary>When the deal was closed-won: the clock of time-to-value.</summary>
    public required DateTimeOffset ClosedWonAt { get; init; }

    /// <summary>Day by which sales promised that the customer would be live; null when nothing was promised.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateOnly? CommittedActivationOn { get; init; }

    /// <summary>Day of the kickoff meeting, the clock of the calendar of the plan.</summary>
    public required DateOnly KickoffOn { get; init; }
}
