using System.Collections.Immutable;

namespace Onboarding.Model.Audits.Reports;

/// <summary>Who left how long after the account's first deal of the period.</summary>
internal sealed class ChurnFigures
{
    private readonly ImmutableDictionary<string, int> _days;
    private readonly ImmutableSortedDictionary<string, AuditRow.Churn> _rows;

    private ChurnFigures(
        ImmutableArray<AuditDeal> firsts, ImmutableDictionary<string, int> days,
        ImmutableSortedDictionary<string, AuditRow.Churn> rows)
    {
        Firsts = firsts;
        _days = days;
        _rows = rows;
        WithoutDeal = rows.Count - firsts.Count(first => rows.ContainsKey(first.AccountKey));
        OutsidePeriod = rows.Count - WithoutDeal - days.Count;
    }

    /// <summary>The first deal of the period of each account.</summary>
    public ImmutableArray<AuditDeal> Firsts { get; }

    public bool IsKnown => _rows.Count > 0;

    /// <summary>Accounts that left but have no deal of the period.</summary>
    public int WithoutDeal { get; }

    /// <summary>Accounts that left before their first deal of the period, or after the period.</summary>
    public int OutsidePeriod { get; }

    public static ChurnFigures Of(
        AuditState audit, ImmutableArray<AuditDeal> deals, ImmutableSortedDictionary<string, AuditRow.Churn> rows)
    {
        ImmutableArray<AuditDeal> firsts =
        [
            .. deals.GroupBy(deal => deal.AccountKey, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.MinBy(deal => deal.WonOn)!),
        ];
        ImmutableDictionary<string, int> days = firsts
            .Where(first => rows.TryGetValue(first.AccountKey, out AuditRow.Churn? row)
                && row.ChurnedOn < audit.Until && first.DaysTo(row.ChurnedOn) is not null)
            .ToImmutableDictionary(
                first => first.AccountKey, first => first.DaysTo(rows[first.AccountKey].ChurnedOn)!.Value,
                StringComparer.Ordinal);
        return new ChurnFigures(firsts, days, rows);
    }

    /// <summary>Days from closed-won to the day the account left; null while it has not.</summary>
    public int? DaysOf(AuditDeal first) => _days.TryGetValue(first.AccountKey, out int days) ? days : null;

    public bool HasLeft(AuditDeal first) => _days.ContainsKey(first.AccountKey);

    public bool LeftVoluntarily(AuditDeal first) => HasLeft(first) && _rows[first.AccountKey].Voluntary == true;
}
