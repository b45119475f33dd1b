using Onboarding.Model.Audits.Reports;

namespace Onboarding.Model.Audits;

/// <summary>What can be asked of an audit.</summary>
public abstract record AuditCommand
{
    private AuditCommand()
    {
    }

    public sealed record Create(string Key, string Title, DateOnly From, DateOnly Until, AuditTargets Targets) : AuditCommand;

    /// <summary>Notes what an import came to; the lines themselves are written in the same transaction.</summary>
    /// <param name="Kind">Kind of the lines.</param>
    /// <param name="Added">Lines that were not there before.</param>
    /// <param name="Changed">Lines that said something new.</param>
    public sealed record NoteImport(AuditRowKind Kind, int Added, int Changed) : AuditCommand;

    /// <summary>Takes the report that was computed. One that says the same as the newest changes nothing.</summary>
    public sealed record TakeReport(AuditReport Report) : AuditCommand;
}
