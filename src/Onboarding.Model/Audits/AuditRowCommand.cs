namespace Onboarding.Model.Audits;

/// <summary>What can be asked of an imported line.</summary>
public abstract record AuditRowCommand
{
    private AuditRowCommand()
    {
    }

    /// <summary>Takes a line in, over what was imported of it before.</summary>
    public sealed record Take(string AuditKey, AuditRow Row) : AuditRowCommand;
}
