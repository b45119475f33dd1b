using System.Text.Json.Serialization;

using Onboarding.Model.Audits.Reports;

namespace Onboarding.Model.Audits;

/// <summary>What happened to an audit.</summary>
[JsonDerivedType(typeof(Opened), "audit_opened")]
[JsonDerivedType(typeof(RowsImported), "audit_rows_imported")]
[JsonDerivedType(typeof(Reported), "audit_reported")]
public abstract record AuditEvent
{
    private AuditEvent()
    {
    }

    public sealed record Opened(
        string Key, string Title, DateOnly From, DateOnly Until, AuditTargets Targets, DateTimeOffset At) : AuditEvent;

    public sealed record RowsImported(AuditRowKind Kind, int Added, int Changed, DateTimeOffset At) : AuditEvent;

    public sealed record Reported(AuditReport Report, DateTimeOffset At) : AuditEvent;
}
