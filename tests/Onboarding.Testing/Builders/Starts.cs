using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>What onboardings are started with.</summary>
public static class Starts
{
    /// <summary>A Monday morning.</summary>
    public static DateTimeOffset WonAt { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The onboarding of a deal that was won at <see cref="WonAt"/>, with the kickoff a week later.</summary>
    public static OnboardingStart Of(PlaybookPlan plan) => new()
    {
        Id = new OnboardingId(IdSource.From("onboarding", "acme")),
        Title = "Acme",
        AccountKey = "acme",
        OpportunityKey = "deal",
        Handoff = null,
        Tier = plan.Variant,
        Playbook = new PlaybookId("ninety-day"),
        Revision = 1,
        Plan = plan,
        Calendar = BusinessCalendar.Default,
        Owners = OnboardingViews.RolesOf(plan)
            .ToImmutableSortedDictionary(role => role, MailOf, StringComparer.Ordinal),
        Facts = FieldMap.None,
        ClosedWonAt = WonAt,
        CommittedActivationOn = null,
        KickoffOn = new DateOnly(2026, 3, 9),
    };

    /// <summary>Who holds a role.</summary>
    public static string MailOf(string role) => $"{role}@vendor.example";
}
