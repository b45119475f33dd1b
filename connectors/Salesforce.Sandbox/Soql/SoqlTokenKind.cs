namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>What a token is.</summary>
internal enum SoqlTokenKind
{
    Name,
    Literal,
    Symbol,
    End,
}
