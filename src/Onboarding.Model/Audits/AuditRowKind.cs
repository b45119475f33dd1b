namespace Onboarding.Model.Audits;

/// <summary>The kinds of file that an audit takes.</summary>
public enum AuditRowKind
{
    Deals,
    Churn,
    Feedback,
}
