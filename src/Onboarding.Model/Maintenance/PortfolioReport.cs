using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Onboardings;
using Onboarding.Model.Statistics;

namespace Onboarding.Model.Maintenance;

/// <summary>
/// How the onboardings of a workspace do as a whole: how many there are, how soon they come to value, how many complete
/// in time, how many stand still, how long each stage takes (requirements A9.7, A12.2, A15.3). Pure.
/// </summary>
public static class PortfolioReport
{
    /// <summary>The figures, in order of key; those over all before those of tiers, cohorts and stages.</summary>
    /// <param name="entries">The onboardings that count.</param>
    /// <param name="today">The day on which it is told, which decides whose last target day has passed.</param>
    /// <param name="baseline">Days to value before, by the newest audit; empty where there is none.</param>
    public static ImmutableArray<PortfolioFigure> Of(
        IReadOnlyCollection<PortfolioEntry> entries, DateOnly today, Sample baseline) =>
    [
        .. Groups(entries).SelectMany(group => new[]
        {
            Count("onboardings", group, _ => true),
            Count("active", group, entry => entry.Phase == OnboardingPhase.Active),
            Count("live", group, entry => entry.Phase == OnboardingPhase.Live),
            Count("cancelled", group, entry => entry.Phase == OnboardingPhase.Cancelled),
            Share("completed_in_time", group, entry => entry.Phase != OnboardingPhase.Cancelled && entry.TargetOn < today,
                entry => entry.IsInTime),
            Share("stalled", group, entry => entry.Phase == OnboardingPhase.Active, entry => entry.IsStalled),
            Days("time_to_value", group.Dimension, group.Name,
                group.Entries.Select(entry => entry.TimeToValueDays).OfType<int>()) with
            {
                Baseline = group.Dimension == "all" ? baseline.Median : null,
            },
        })
        .Concat(entries
            .SelectMany(entry => entry.StagesPassed)
            .GroupBy(passed => passed.Stage, passed => passed.Days, StringComparer.Ordinal)
            .Select(stage => Days("stage_days", "stage", stage.Key, stage)))
        .Concat(entries
            .Where(entry => entry.Phase == OnboardingPhase.Active)
            .GroupBy(entry => entry.Stage, StringComparer.Ordinal)
            .Select(stage => Share("stalled", new Group("stage", stage.Key, [.. stage]), _ => true, entry => entry.IsStalled)))
        .OrderBy(figure => figure.Key, StringComparer.Ordinal)
        .ThenBy(figure => figure.Dimension, StringComparer.Ordinal)
        .ThenBy(figure => figure.Group, StringComparer.Ordinal),
    ];

    private static IEnumerable<Group> Groups(IReadOnlyCollection<PortfolioEntry> entries) =>
        new[] { new Group("all", "", [.. entries]) }
            .Concat(entries.GroupBy(entry => entry.Tier, StringComparer.Ordinal)
                .Select(tier => new Group("tier", tier.Key, [.. tier])))
            .Concat(entries.GroupBy(entry => entry.WonOn.ToString("yyyy-MM", CultureInfo.InvariantCulture), StringComparer.Ordinal)
                .Select(month => new Group("cohort", month.Key, [.. month])));

    private static PortfolioFigure Count(string key, Group group, Func<PortfolioEntry, bool> counts) =>
        new(key, group.Dimension, group.Name, group.Entries.Length, group.Entries.Count(counts), null);

    private static PortfolioFigure Share(
        string key, Group group, Func<PortfolioEntry, bool> matters, Func<PortfolioEntry, bool> holds)
    {
        Proportion share = Proportion.Of([.. group.Entries.Where(matters)], holds);
        return new PortfolioFigure(key, group.Dimension, group.Name, share.Cases, share.Share, share.Interval());
    }

    private static PortfolioFigure Days(string key, string dimension, string group, IEnumerable<int> days)
    {
        Sample sample = Sample.Of(days);
        return new PortfolioFigure(key, dimension, group, sample.Cases, sample.Median, sample.MedianInterval());
    }

    private sealed record Group(string Dimension, string Name, ImmutableArray<PortfolioEntry> Entries);
}
