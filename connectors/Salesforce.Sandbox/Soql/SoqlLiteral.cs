namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>A literal of a query; what kind it may be depends on the field it is compared with.</summary>
internal abstract record SoqlLiteral
{
    private SoqlLiteral()
    {
    }

    public sealed record Null : SoqlLiteral;

    public sealed record Text(string Value) : SoqlLiteral;

    public sealed record Number(decimal Value) : SoqlLiteral;

    public sealed record Flag(bool Value) : SoqlLiteral;

    public sealed record Date(DateOnly Value) : SoqlLiteral;

    public sealed record Instant(DateTimeOffset Value) : SoqlLiteral;
}
