namespace Onboarding.Model.Playbooks;

/// <summary>What is asked of the customer or of a function inside.</summary>
public enum InputKind
{
    Document,
    AccountDetail,
    TechnicalPrerequisite,
    Approval,
}
