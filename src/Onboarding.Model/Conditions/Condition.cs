using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;

namespace Onboarding.Model.Conditions;

/// <summary>
/// A rule over fields as structured data: comparisons joined by all, any and not. A comparison with a field that is
/// unset, null or empty does not hold, whatever it compares (so a rule never fires on what is not known); only
/// <see cref="Comparison.Missing"/> and <see cref="Comparison.NotEqual"/> hold there.
/// </summary>
[JsonDerivedType(typeof(All), "all")]
[JsonDerivedType(typeof(Any), "any")]
[JsonDerivedType(typeof(Not), "not")]
[JsonDerivedType(typeof(Compare), "compare")]
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Holds when every part holds; an empty list always holds.</summary>
    public sealed record All(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>Holds when at least one part holds; an empty list never holds.</summary>
    public sealed record Any(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>Holds when its part does not.</summary>
    public sealed record Not(Condition Part) : Condition;

    /// <summary>Compares one field. <see cref="Value"/> is null for Filled and Missing only.</summary>
    public sealed record Compare(string Field, Comparison Comparison, FieldValue? Value) : Condition;

    /// <summary>Whether the condition holds for the facts, and for each comparison what was found.</summary>
    public Verdict Evaluate(FieldMap facts)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        bool holds = Holds(this, facts, findings);
        return new Verdict(holds, findings.ToImmutable());
    }

    private static bool Holds(Condition condition, FieldMap facts, ImmutableArray<Finding>.Builder findings)
    {
        switch (condition)
        {
            case All all:
                // Every part is looked at, so that the explanation is whole.
                return all.Parts.Select(part => Holds(part, facts, findings)).ToList().TrueForAll(holds => holds);
            case Any any:
                return any.Parts.Select(part => Holds(part, facts, findings)).ToList().Contains(true);
            case Not not:
                return !Holds(not.Part, facts, findings);
            case Compare compare:
                FieldValue? found = facts.Get(compare.Field);
                bool holds = Compares(compare.Comparison, found, compare.Value);
                findings.Add(new Finding(compare.Field, compare.Comparison, compare.Value, found, holds));
                return holds;
            default:
                throw new UnreachableException();
        }
    }

    private static bool Compares(Comparison comparison, FieldValue? found, FieldValue? value)
    {
        bool filled = found?.IsFilled ?? false;
        return comparison switch
        {
            Comparison.Filled => filled,
            Comparison.Missing => !filled,
            Comparison.Equal => filled && found == value,
            Comparison.NotEqual => !filled || found != value,
            Comparison.Less => filled && Order(found!, value!) < 0,
            Comparison.AtMost => filled && Order(found!, value!) <= 0,
            Comparison.Greater => filled && Order(found!, value!) > 0,
            Comparison.AtLeast => filled && Order(found!, value!) >= 0,
            _ => throw new UnreachableException(),
        };
    }

    private static int? Order(FieldValue found, FieldValue value) => (found, value) switch
    {
        (FieldValue.Number left, FieldValue.Number right) => left.Value.CompareTo(right.Value),
        (FieldValue.Date left, FieldValue.Date right) => left.Value.CompareTo(right.Value),
        (FieldValue.Instant left, FieldValue.Instant right) => left.Value.CompareTo(right.Value),
        _ => null,
    };
}
