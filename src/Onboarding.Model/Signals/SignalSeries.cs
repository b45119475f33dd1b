using System.Collections.Immutable;

namespace Onboarding.Model.Signals;

/// <summary>
/// The reports of one kind that rules can still look at, oldest first, whatever the order in which they came. What is
/// kept depends on the reports alone and not on that order, so a late one changes what it would have changed in time.
/// </summary>
public sealed record SignalSeries
{
    /// <summary>
    /// Days before the newest report that are kept: the widest window of a rule. A spike looks back 63 of them.
    /// </summary>
    public const int DaysMax = 90;

    /// <summary>
    /// Reports that are kept, the newest. More than three a day for all of these days; beyond that an average is one of
    /// the newest, and a count never says more than this.
    /// </summary>
    public const int PointsMax = 300;

    public required SignalKind Kind { get; init; }

    /// <summary>Oldest first; of one instant by source and reference. Never empty.</summary>
    public required ImmutableArray<SignalPoint> Points { get; init; }

    /// <summary>The newest report.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public SignalPoint Newest => Points[^1];

    /// <summary>The report of a source by its reference, where it is still kept.</summary>
    public SignalPoint? Find(string source, string reference) =>
        Points.FirstOrDefault(point => point.Reference == reference && point.Source == source);

    /// <summary>The series with a report more; the same series when it is too old to be kept.</summary>
    public SignalSeries With(SignalPoint point)
    {
        int at = Points.Length;
        while (at > 0 && Order(Points[at - 1], point) > 0)
        {
            at--;
        }

        ImmutableArray<SignalPoint> all = Points.Insert(at, point);
        DateTimeOffset first = all[^1].At.AddDays(-DaysMax);
        int drop = Math.Max(all.Length - PointsMax, 0);
        while (all[drop].At <= first)
        {
            drop++;
        }

        return at < drop ? this : this with { Points = all.RemoveRange(0, drop) };
    }

    private static int Order(SignalPoint left, SignalPoint right) => left.At != right.At
        ? left.At.CompareTo(right.At)
        : (string.CompareOrdinal(left.Source, right.Source), string.CompareOrdinal(left.Reference, right.Reference))
            switch
            {
                (0, int byReference) => byReference,
                (int bySource, _) => bySource,
            };
}
