using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>A field, possibly through relationships, as in <c>Account.Owner.Email</c>.</summary>
internal readonly record struct SoqlPath(ImmutableArray<string> Names)
{
    public override string ToString() => string.Join('.', Names);
}
