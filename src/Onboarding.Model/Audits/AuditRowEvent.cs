using System.Text.Json.Serialization;

namespace Onboarding.Model.Audits;

/// <summary>What happened to an imported line.</summary>
[JsonDerivedType(typeof(Taken), "audit_row_taken")]
public abstract record AuditRowEvent
{
    private AuditRowEvent()
    {
    }

    /// <param name="AuditKey">Key of the audit.</param>
    /// <param name="Row">What all lines of that key say together from now on.</param>
    public sealed record Taken(string AuditKey, AuditRow Row) : AuditRowEvent;
}
