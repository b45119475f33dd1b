using System.Collections.Immutable;

using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Queries;

/// <summary>
/// The conditions of a list. Only those that are asked for go into the SQL, so that the database plans for these and
/// not for every combination at once.
/// </summary>
internal sealed class Where
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object Value)> _arguments = [];

    public Where(params ReadOnlySpan<(string Column, string Value)> always)
    {
        foreach ((string column, string value) in always)
        {
            Equal(column, value);
        }
    }

    /// <summary>That a column holds a value; nothing when the value is null.</summary>
    public Where Equal(string column, string? value)
    {
        if (value is not null)
        {
            _conditions.Add($"{column} = @{column}");
            _arguments.Add((column, value));
        }

        return this;
    }

    public Where If(bool asked, string condition)
    {
        if (asked)
        {
            _conditions.Add(condition);
        }

        return this;
    }

    /// <summary>That a row comes after the end of the page before; nothing when there are no arguments.</summary>
    public Where After(string condition, ImmutableArray<(string Name, object Value)> arguments)
    {
        _arguments.AddRange(arguments);
        return If(!arguments.IsEmpty, condition);
    }

    /// <summary>The page as a statement.</summary>
    public BoundStatement Statement(string select, string order, int max) =>
        new Statement($"{select} where {string.Join(" and ", _conditions)} order by {order} limit @max")
            .With([.. _arguments, ("max", (long)max)]);
}
