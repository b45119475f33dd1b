using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;

using Onboarding.Model.Audits.Files;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Journal;

namespace Onboarding.Model.Audits;

/// <summary>Decides and evolves audits.</summary>
public static class Audit
{
    /// <summary>Longest period: further back the company and its CRM were others.</summary>
    public const int MonthsMax = 36;

    public static Decision<AuditEvent> Decide(AuditState? state, AuditCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (null, AuditCommand.Create create) => DecideCreate(create, now),
            (null, _) => Decision<AuditEvent>.Refuse(RefusalReason.NotFound, "There is no such audit; create it first."),
            (_, AuditCommand.Create) =>
                Decision<AuditEvent>.Refuse(RefusalReason.AlreadyExists, $"Audit {state.Key} exists already."),
            (_, AuditCommand.NoteImport import) => DecideImport(state, import, now),
            (_, AuditCommand.TakeReport take) => Written(take.Report) == Written(state.Report)
                ? Decision<AuditEvent>.Unchanged
                : Decision<AuditEvent>.Of(new AuditEvent.Reported(take.Report, now)),
            _ => throw new UnreachableException(),
        };

    public static AuditState Evolve(AuditState? state, AuditEvent @event) => @event switch
    {
        AuditEvent.Opened opened => new AuditState
        {
            Key = opened.Key,
            Title = opened.Title,
            From = opened.From,
            Until = opened.Until,
            Targets = opened.Targets,
            CreatedAt = opened.At,
        },
        AuditEvent.RowsImported imported => state! with
        {
            Rows = state.Rows.SetItem(imported.Kind, state.Rows.GetValueOrDefault(imported.Kind) + imported.Added),
            ImportedAt = imported.At,
        },
        AuditEvent.Reported reported => state! with
        {
            Report = reported.Report,
            Reports = state.Reports + 1,
            ReportedAt = reported.At,
        },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(AuditState state) => new(
        Parent: null,
        State: state.Reports == 0 ? "open" : "reported",
        Title: state.Title,
        Summary: JsonSerializer.Serialize(state with { Report = null }, ModelJson.Default.AuditState));

    private static Decision<AuditEvent> DecideCreate(AuditCommand.Create create, DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (create.Until <= create.From || create.From.AddMonths(MonthsMax) < create.Until)
        {
            faults.Add($"the period is a day to {MonthsMax} months long");
        }

        if (create.Targets.OfTier.Values.Append(create.Targets.Days).Any(days => days is < 1 or > AuditTargets.DaysMax))
        {
            faults.Add($"a target is 1 to {AuditTargets.DaysMax} days");
        }

        return faults.Count > 0
            ? Decision<AuditEvent>.Refuse(
                RefusalReason.InvalidField, $"The audit cannot be made so: {string.Join("; ", faults)}.", faults.ToImmutable())
            : Decision<AuditEvent>.Of(new AuditEvent.Opened(
                create.Key, create.Title, create.From, create.Until, create.Targets, now));
    }

    private static Decision<AuditEvent> DecideImport(AuditState state, AuditCommand.NoteImport import, DateTimeOffset now)
    {
        if (import is { Added: 0, Changed: 0 })
        {
            return Decision<AuditEvent>.Unchanged;
        }

        return state.Rows.GetValueOrDefault(import.Kind) + import.Added > AuditLimits.RowsMax
            ? Decision<AuditEvent>.Refuse(
                RefusalReason.StateConflict,
                $"An audit takes at most {AuditLimits.RowsMax} lines of a kind; make one of a shorter period.")
            : Decision<AuditEvent>.Of(new AuditEvent.RowsImported(import.Kind, import.Added, import.Changed, now));
    }

    private static string Written(AuditReport? report) =>
        report is null ? "" : JsonSerializer.Serialize(report, ModelJson.Default.AuditReport);
}
