namespace Onboarding.Model.Audits;

/// <summary>
/// One imported line: an aggregate of its own, so that an audit of any size is written and corrected line by line.
/// </summary>
/// <param name="AuditKey">Key of the audit that it belongs to.</param>
/// <param name="Row">What all lines of that key say together.</param>
public sealed record AuditRowState(string AuditKey, AuditRow Row);
