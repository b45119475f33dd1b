using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox.Formulas;

/// <summary>A parsed formula of a validation rule.</summary>
internal abstract record Formula
{
    private Formula()
    {
    }

    public sealed record Constant(object? Value) : Formula;

    public sealed record FieldValue(ImmutableArray<string> Path) : Formula
    {
        public string Name => string.Join('.', Path);
    }

    public sealed record Call(string Function, ImmutableArray<Formula> Arguments) : Formula;

    public sealed record Operation(string Symbol, Formula Left, Formula Right) : Formula;
}
