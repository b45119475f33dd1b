using System.Collections.Immutable;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Files;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Imports files into audits and has reports made.</summary>
internal sealed class AuditDesk(AggregateChanges changes, AggregateReads reads, AuditSourceReads sources)
{
    /// <summary>Imports a file, all of it or nothing. What was imported before changes nothing.</summary>
    public Task<Held<AuditState>> ImportAsync(Change change, AuditRowKind kind, string source)
    {
        (ImmutableArray<AuditRow> rows, ImmutableArray<CsvFault> faults) = AuditFile.Read(kind, source);
        if (!faults.IsEmpty)
        {
            throw Refuse.Bad(
                V1.ErrorReason.InvalidField, "field", change.Field,
                $"The file cannot be imported, and nothing of it was: {faults[0]}"
                + (faults.Length == 1 ? "." : $"; and {faults.Length - 1} more faults."),
                [.. faults.Select(fault => fault.ToString())]);
        }

        string audit = change.Target.Key;
        IReadOnlyList<(string Key, AuditRow Row)> keyed = [.. rows.Select(row => (AuditRows.KeyOf(audit, row), row))];
        return changes.DecideAsync(
            change, Aggregates.Audit, [.. keyed.Select(row => Aggregates.AuditRow.Stream(row.Key))], batch =>
            {
                _ = batch.State(Aggregates.Audit, audit) ?? throw Refuse.NotFound(change.Target.ToString());
                int added = keyed.Count(row => batch.Version(Aggregates.AuditRow, row.Key) == 0);
                int written = keyed.Count(row => batch.Apply(
                    Aggregates.AuditRow, row.Key, new AuditRowCommand.Take(audit, row.Row), change.Origin)
                    is Decision<AuditRowEvent>.Accepted { Events.IsEmpty: false });
                return new AuditCommand.NoteImport(kind, added, written - added);
            });
    }

    /// <summary>Computes the report anew over everything that is there by now.</summary>
    public async Task<Held<AuditState>> ReportAsync(Change change)
    {
        AuditState audit = (await reads.GetAsync(Aggregates.Audit, change.Target, change.CancellationToken)).State;
        AuditSources gathered = await sources.GatherAsync(change.Target, change.CancellationToken);
        AuditReport report = AuditReporting.Of(audit, gathered);
        return await changes.ChangeAsync(change, Aggregates.Audit, new AuditCommand.TakeReport(report));
    }
}
