using System.Collections.Immutable;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Audits;
using Onboarding.Model.Workspaces.Files;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Audits on the wire.</summary>
internal static class Audits
{
    private const int MonthsDefault = 12;
    private const int TargetDaysDefault = 90;

    public static V1.Audit ToWire(Held<AuditState> held)
    {
        AuditState state = held.State;
        return new V1.Audit
        {
            Name = held.Name.ToString(),
            DisplayName = state.Title,
            FromDate = Wire.Of(state.From),
            UntilDate = Wire.Of(state.Until),
            TargetDays = state.Targets.Days,
            TierTargetDays = { state.Targets.OfTier },
            Rows = { state.Rows.Select(pair => new V1.AuditRowCount { Kind = KindOf(pair.Key), Count = pair.Value }) },
            CreateTime = Wire.Of(state.CreatedAt),
            ImportTime = Wire.Of(state.ImportedAt),
            ReportCount = state.Reports,
            ReportTime = Wire.Of(state.ReportedAt),
            Etag = held.Etag,
        };
    }

    /// <param name="given">What the caller wants.</param>
    /// <param name="key">Key of the audit to be.</param>
    /// <param name="today">The day in the workspace's calendar.</param>
    /// <exception cref="RefusedException">A value is not of its form; what they mean together the model checks.</exception>
    public static AuditCommand.Create FromWire(V1.Audit? given, string key, DateOnly today)
    {
        if (given is null)
        {
            throw Refuse.Field("audit", "audit is missing; give its display name.");
        }

        DateOnly until = given.UntilDate is null ? today : Wire.Day(given.UntilDate, "audit.until_date");
        DateOnly from = given.FromDate is not null ? Wire.Day(given.FromDate, "audit.from_date")
            : until.Year > 1 ? until.AddMonths(-MonthsDefault)
            : throw Refuse.Field("audit.until_date", "audit.until_date leaves no room for a period before it.");
        foreach (string tier in given.TierTargetDays.Keys)
        {
            Texts.Key(tier, "audit.tier_target_days");
        }

        return new AuditCommand.Create(
            key, Texts.Words(given.DisplayName, "audit.display_name", WorkspaceLimits.NameLengthMax), from, until,
            new AuditTargets(
                given.TargetDays == 0 ? TargetDaysDefault : given.TargetDays,
                given.TierTargetDays.ToImmutableSortedDictionary(StringComparer.Ordinal)));
    }

    public static AuditRowKind KindOf(V1.AuditRowKind kind) => kind switch
    {
        V1.AuditRowKind.Deals => AuditRowKind.Deals,
        V1.AuditRowKind.Churn => AuditRowKind.Churn,
        V1.AuditRowKind.Feedback => AuditRowKind.Feedback,
        _ => throw Refuse.Field("kind", "kind is missing or unknown; it says what the lines are about."),
    };

    private static V1.AuditRowKind KindOf(AuditRowKind kind) => kind switch
    {
        AuditRowKind.Deals => V1.AuditRowKind.Deals,
        AuditRowKind.Churn => V1.AuditRowKind.Churn,
        AuditRowKind.Feedback => V1.AuditRowKind.Feedback,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of file."),
    };
}
