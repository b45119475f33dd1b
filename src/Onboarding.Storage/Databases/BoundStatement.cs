using System.Collections.Immutable;

namespace Onboarding.Storage.Databases;

/// <summary>A statement with what its parameters stand for.</summary>
internal sealed record BoundStatement(
    Statement Statement, ImmutableArray<(string Name, object Value)> Arguments, RowSet? Rows)
{
    /// <summary>The value of a parameter: an argument, or the column of the row set under that name.</summary>
    public object Argument(string name)
    {
        foreach ((string known, object value) in Arguments)
        {
            if (known == name)
            {
                return value;
            }
        }

        return Rows?.Column(name)
            ?? throw new InvalidOperationException($"The parameter '{name}' has no value in: {Statement.Sql}");
    }
}
