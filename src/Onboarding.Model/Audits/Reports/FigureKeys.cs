using System.Collections.Immutable;

namespace Onboarding.Model.Audits.Reports;

/// <summary>The keys of all figures with their definitions.</summary>
public static class FigureKeys
{
    public const string Deals = "deals";
    public const string DaysToFirstActivity = "days_to_first_activity";
    public const string TimeToValue = "time_to_value";
    public const string Completion = "completion";
    public const string WithinTarget = "complete_within_target";
    public const string HandoffField = "handoff_field_filled";
    public const string HandoffComplete = "handoff_complete";
    public const string Churn = "churn";
    public const string DaysToChurn = "days_to_churn";
    public const string ChurnTiming = "churn_timing";
    public const string ChurnByOnboarding = "churn_by_onboarding";
    public const string ChurnDifference = "churn_difference";
    public const string VoluntaryChurn = "voluntary_churn_after_poor_onboarding";
    public const string Satisfaction = "satisfaction";

    /// <summary>What each means.</summary>
    public static ImmutableSortedDictionary<string, FigureDefinition> Definitions { get; } =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, FigureDefinition>(StringComparer.Ordinal)
        {
            [Deals] = new("deals",
                "Closed-won deals whose day of closed-won lies in the period; by cohort, the month of closed-won."),
            [DaysToFirstActivity] = new("days",
                "Median of whole days from closed-won to the first activity: the day that a file gives, else the customer's "
                + "first sign-in. Deals without such a day are not cases. Interval by order statistics, 95 %."),
            [TimeToValue] = new("days",
                "Median of whole days from closed-won to first value, of deals that have reached it; those that have not are "
                + "not cases, so the figure is that of the successful. Interval by order statistics, 95 %."),
            [Completion] = new("share",
                "Deals whose onboarding is complete at all, of those won so long before the end of the period that their "
                + "target timeframe has passed. Wilson's interval, 95 %."),
            [WithinTarget] = new("share",
                "Deals whose onboarding was complete within the target timeframe of their tier, counted from closed-won, of "
                + "those whose target timeframe has passed: the gap as one number. Wilson's interval, 95 %."),
            [HandoffField] = new("share",
                "Deals with the mandatory handoff field filled in, of all deals of the tier of which it is known. What a "
                + "synced deal has nothing in counts as not filled; a file speaks only of the fields it has a column for. "
                + "Wilson's interval, 95 %."),
            [HandoffComplete] = new("share",
                "Deals with every known mandatory handoff field filled in, of all deals of the tier of which any is known. "
                + "Wilson's interval, 95 %."),
            [Churn] = new("share",
                "Accounts that left by the end of the period, of those whose first deal of the period lies in the cohort (the "
                + "month of closed-won). Later cohorts have had less time to leave. Wilson's interval, 95 %."),
            [DaysToChurn] = new("days",
                "Median of whole days from an account's first closed-won in the period to the day it left. Interval by order "
                + "statistics, 95 %."),
            [ChurnTiming] = new("share",
                "Accounts that left so many days after closed-won, of all that left. Wilson's interval, 95 %."),
            [ChurnByOnboarding] = new("share",
                "Accounts that left, of those whose onboarding was or was not complete within its target timeframe and whose "
                + "timeframe has passed. Wilson's interval, 95 %."),
            [ChurnDifference] = new("share",
                "Share of accounts that left after an onboarding not complete within its target timeframe, less that after one "
                + "that was. Above 0, more leave after a poor onboarding. Newcombe's interval, 95 %."),
            [VoluntaryChurn] = new("share",
                "Accounts whose onboarding was not complete within its target timeframe, of those that a file says left of "
                + "their own will. Wilson's interval, 95 %."),
            [Satisfaction] = new("points", "Median of the answers from 0 to 10. Interval by order statistics, 95 %."),
        });
}
