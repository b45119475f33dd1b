namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>One term of ORDER BY.</summary>
internal sealed record SoqlOrder(SoqlPath Path, bool Descending, bool NullsLast);
