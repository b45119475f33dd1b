using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Audits;

/// <summary>Everything that an audit looks at.</summary>
public sealed record AuditSources
{
    /// <summary>Fields of an account that similar ones are compared by.</summary>
    public static ImmutableArray<string> Comparable { get; } =
    [
        "annual_recurring_revenue", "complexity", "cs_owner_email", "employee_count", "industry", "owner_email", "path",
        "strategic",
    ];

    public required WorkspaceSettings Settings { get; init; }

    /// <summary>Closed-won deals in the hub.</summary>
    public required IReadOnlyList<ResourceState> Opportunities { get; init; }

    /// <summary>Accounts in the hub, by key; those of the deals at least.</summary>
    public required IReadOnlyDictionary<string, ResourceState> Accounts { get; init; }

    public required IReadOnlyList<AuditRow> Rows { get; init; }

    public required AuditKeys Keys { get; init; }

    /// <summary>Every deal once: what the hub knows, and over it what the files say, in order of key.</summary>
    public ImmutableArray<AuditDeal> Deals()
    {
        Dictionary<string, AuditRow.Deal> rows = Rows.OfType<AuditRow.Deal>()
            .GroupBy(row => Keys.Deals.GetValueOrDefault(row.Id, row.Id), StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.OrderBy(row => row.Id, StringComparer.Ordinal)
                    .Aggregate((before, row) => (AuditRow.Deal)row.Over(before)),
                StringComparer.Ordinal);
        IEnumerable<AuditDeal> known = Opportunities.Select(deal => Known(deal, rows.GetValueOrDefault(deal.Key)));
        HashSet<string> keys = [.. Opportunities.Select(deal => deal.Key)];
        IEnumerable<AuditDeal> told = rows.Where(pair => !keys.Contains(pair.Key))
            .Select(pair => Told(pair.Key, pair.Value));
        return [.. known.Concat(told).OrderBy(deal => deal.Key, StringComparer.Ordinal)];
    }

    /// <summary>Who left, by key of the account.</summary>
    public ImmutableSortedDictionary<string, AuditRow.Churn> Churn() => Rows.OfType<AuditRow.Churn>()
        .GroupBy(row => Account(row.Account), StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => group.MinBy(row => row.ChurnedOn)!, StringComparer.Ordinal);

    private AuditDeal Known(ResourceState deal, AuditRow.Deal? row)
    {
        string accountKey = deal.Values.TextOf("account_key") ?? $"(of deal {deal.Key})";
        ResourceState? account = Accounts.GetValueOrDefault(accountKey);
        FieldMap facts = account?.Values ?? FieldMap.None;
        string? tier = row?.Tier ?? account?.Classification?.Tier;
        // A deal that the hub saw being won has the true day; of history the CRM's own close date is nearer to it.
        DateOnly? closed = deal.ArrivedWon ? deal.Values.DateOf("close_date") : null;
        DateOnly? won = row?.WonOn ?? closed ?? (deal.WonAt is { } at ? Settings.Calendar.DayOf(at) : null);
        return new AuditDeal
        {
            Key = deal.Key,
            AccountKey = accountKey,
            FromHub = true,
            WonOn = won,
            Tier = tier,
            FirstActivityOn = row?.FirstActivityOn ?? facts.DateOf("first_login_on"),
            FirstValueOn = row?.FirstValueOn ?? facts.DateOf("first_value_on"),
            CompletedOn = row?.CompletedOn ?? deal.Values.DateOf("onboarding_live_on") ?? facts.DateOf("onboarding_live_on"),
            Handoff = Required(tier).ToImmutableSortedDictionary(
                name => name,
                name => row?.Handoff.TryGetValue(name, out bool filled) == true
                    ? filled : deal.Values.Get(name)?.IsFilled ?? false,
                StringComparer.Ordinal),
            Facts = Compared(facts, row),
        };
    }

    private AuditDeal Told(string key, AuditRow.Deal row)
    {
        string accountKey = row.Account is null ? $"(of deal {key})" : Account(row.Account);
        ResourceState? account = Accounts.GetValueOrDefault(accountKey);
        FieldMap facts = account?.Values ?? FieldMap.None;
        string? tier = row.Tier ?? account?.Classification?.Tier;
        return new AuditDeal
        {
            Key = key,
            AccountKey = accountKey,
            FromHub = false,
            WonOn = row.WonOn,
            Tier = tier,
            FirstActivityOn = row.FirstActivityOn ?? facts.DateOf("first_login_on"),
            FirstValueOn = row.FirstValueOn ?? facts.DateOf("first_value_on"),
            CompletedOn = row.CompletedOn ?? facts.DateOf("onboarding_live_on"),
            // Of a field without a column nothing is known, which is not the same as that it was missing.
            Handoff = Required(tier).Where(row.Handoff.ContainsKey).ToImmutableSortedDictionary(
                name => name, name => row.Handoff[name], StringComparer.Ordinal),
            Facts = Compared(facts, row),
        };
    }

    private IEnumerable<string> Required(string? tier) =>
        tier is null ? [] : Settings.RequiredHandoffFields(tier).Distinct(StringComparer.Ordinal);

    private string Account(string id) => Keys.Accounts.GetValueOrDefault(id, id);

    private static FieldMap Compared(FieldMap account, AuditRow.Deal? row) => FieldMap.Of(
        Comparable.Select(name => (Name: name, Value: row?.Facts.Get(name) ?? account.Get(name)))
            .Where(fact => fact.Value is { IsFilled: true })
            .Select(fact => KeyValuePair.Create(fact.Name, fact.Value!)));
}
