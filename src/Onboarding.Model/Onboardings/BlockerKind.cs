namespace Onboarding.Model.Onboardings;

/// <summary>What holds an onboarding up.</summary>
public enum BlockerKind
{
    MissingCustomerInput,
    InternalApproval,
    ProvisioningStep,
    Technical,
    Other,
}
