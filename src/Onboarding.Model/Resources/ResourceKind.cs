namespace Onboarding.Model.Resources;

/// <summary>The kinds of resource that live on a CRM or customer-success platform and in the hub alike.</summary>
public enum ResourceKind
{
    Account,
    Opportunity,
    Contact,
}
