using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Conditions;

/// <summary>What is wrong with a condition before it is ever evaluated: unknown fields, types that cannot be compared.</summary>
public static class ConditionCheck
{
    /// <summary>The faults, in words for the author of the rule; empty when there are none.</summary>
    public static ImmutableArray<string> Faults(Condition condition, ResourceKind kind)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        Collect(condition, kind, faults);
        return faults.ToImmutable();
    }

    private static void Collect(Condition condition, ResourceKind kind, ImmutableArray<string>.Builder faults)
    {
        switch (condition)
        {
            case Condition.All all:
                foreach (Condition part in all.Parts)
                {
                    Collect(part, kind, faults);
                }

                break;
            case Condition.Any any:
                if (any.Parts.IsEmpty)
                {
                    faults.Add("'any' without parts can never hold");
                }

                foreach (Condition part in any.Parts)
                {
                    Collect(part, kind, faults);
                }

                break;
            case Condition.Not not:
                Collect(not.Part, kind, faults);
                break;
            case Condition.Compare compare:
                if (Fault(compare, kind) is { } fault)
                {
                    faults.Add(fault);
                }

                break;
            default:
                throw new UnreachableException();
        }
    }

    private static string? Fault(Condition.Compare compare, ResourceKind kind)
    {
        string kindName = kind.ToString().ToLowerInvariant();
        if (FieldCatalogue.Find(kind, compare.Field) is not { } field)
        {
            return $"'{compare.Field}' is no field of an {kindName}; "
                + $"known are {string.Join(", ", FieldCatalogue.Of(kind).Select(known => known.Name))}";
        }

        if (compare.Comparison is Comparison.Filled or Comparison.Missing)
        {
            return compare.Value is null ? null : $"{compare.Field}: '{compare.Comparison}' takes no value";
        }

        if (compare.Value is null or FieldValue.Null or FieldValue.Empty)
        {
            return $"{compare.Field}: '{compare.Comparison}' needs a value";
        }

        if (field.Fault(compare.Value) is { } fault)
        {
            return fault;
        }

        bool ordered = field.Type is FieldType.Number or FieldType.Date or FieldType.Instant;
        bool ordering = compare.Comparison is not (Comparison.Equal or Comparison.NotEqual);
        return ordering && !ordered ? $"{compare.Field} is a {field.Type} and has no order" : null;
    }
}
