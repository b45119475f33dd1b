namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>One token, with its place for error messages.</summary>
internal readonly record struct SoqlToken(SoqlTokenKind Kind, string Text, SoqlLiteral? Literal, int At)
{
    public bool Is(string word) => Kind is SoqlTokenKind.Name or SoqlTokenKind.Symbol
        && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
