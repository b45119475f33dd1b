using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Hub.Api.Failures;
using Onboarding.Model.Conditions;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Rules and what they found, on the wire.</summary>
internal static class Conditions
{
    private const int DepthMax = 16;
    private const int PartsMax = 100;

    public static V1.Condition ToWire(Condition condition) => condition switch
    {
        Condition.All all => new V1.Condition { All = List(all.Parts) },
        Condition.Any any => new V1.Condition { Any = List(any.Parts) },
        Condition.Not not => new V1.Condition { Not = ToWire(not.Part) },
        Condition.Compare compare => new V1.Condition
        {
            Compare = new V1.Condition.Types.Compare
            {
                Field = compare.Field,
                Comparison = ToWire(compare.Comparison),
                Value = compare.Value is null ? null : FieldValues.ToWire(compare.Value),
            },
        },
        _ => throw new UnreachableException(),
    };

    public static V1.RuleTried ToWire(RuleTried tried) => new()
    {
        Tier = tried.Tier,
        Holds = tried.Verdict.Holds,
        Findings = { tried.Verdict.Findings.Select(ToWire) },
    };

    /// <summary>A rule over fields of an account, checked for fields and types.</summary>
    /// <exception cref="RefusedException">The rule can not be evaluated, or never holds.</exception>
    public static Condition FromWire(V1.Condition condition, string field)
    {
        Condition read = Read(condition, field, DepthMax);
        ImmutableArray<string> faults = ConditionCheck.Faults(read, ResourceKind.Account);
        return faults.IsEmpty
            ? read
            : throw Refuse.Bad(
                V1.ErrorReason.InvalidField, "field", field, $"The rule cannot be used: {string.Join("; ", faults)}.", faults);
    }

    private static Condition Read(V1.Condition condition, string field, int depth)
    {
        if (depth == 0)
        {
            throw Refuse.Field(field, $"Rules nest at most {DepthMax} deep.");
        }

        return condition.KindCase switch
        {
            V1.Condition.KindOneofCase.All => new Condition.All(Parts(condition.All, $"{field}.all", depth)),
            V1.Condition.KindOneofCase.Any => new Condition.Any(Parts(condition.Any, $"{field}.any", depth)),
            V1.Condition.KindOneofCase.Not => new Condition.Not(Read(condition.Not, $"{field}.not", depth - 1)),
            V1.Condition.KindOneofCase.Compare => Compare(condition.Compare, $"{field}.compare"),
            _ => throw Refuse.Field(field, $"{field} has no kind; set all, any, not or compare."),
        };
    }

    private static ImmutableArray<Condition> Parts(V1.Condition.Types.List list, string field, int depth) =>
        list.Conditions.Count > PartsMax
            ? throw Refuse.Field(field, $"{field} takes at most {PartsMax} conditions.")
            : [.. list.Conditions.Select((part, i) => Read(part, $"{field}[{i}]", depth - 1))];

    private static Condition.Compare Compare(V1.Condition.Types.Compare compare, string field)
    {
        Comparison comparison = compare.Comparison switch
        {
            V1.Comparison.Equal => Comparison.Equal,
            V1.Comparison.NotEqual => Comparison.NotEqual,
            V1.Comparison.Less => Comparison.Less,
            V1.Comparison.AtMost => Comparison.AtMost,
            V1.Comparison.Greater => Comparison.Greater,
            V1.Comparison.AtLeast => Comparison.AtLeast,
            V1.Comparison.Filled => Comparison.Filled,
            V1.Comparison.Missing => Comparison.Missing,
            _ => throw Refuse.Field($"{field}.comparison", "The comparison is missing or unknown."),
        };
        return new Condition.Compare(
            compare.Field, comparison,
            compare.Value is null ? null : FieldValues.FromWire(compare.Value, $"{field}.value"));
    }

    private static V1.Condition.Types.List List(ImmutableArray<Condition> parts) =>
        new() { Conditions = { parts.Select(ToWire) } };

    private static V1.Finding ToWire(Finding finding) => new()
    {
        Field = finding.Field,
        Comparison = ToWire(finding.Comparison),
        Value = finding.Value is null ? null : FieldValues.ToWire(finding.Value),
        Found = finding.Found is null ? null : FieldValues.ToWire(finding.Found),
        Holds = finding.Holds,
        Explanation = finding.ToString(),
    };

    private static V1.Comparison ToWire(Comparison comparison) => comparison switch
    {
        Comparison.Equal => V1.Comparison.Equal,
        Comparison.NotEqual => V1.Comparison.NotEqual,
        Comparison.Less => V1.Comparison.Less,
        Comparison.AtMost => V1.Comparison.AtMost,
        Comparison.Greater => V1.Comparison.Greater,
        Comparison.AtLeast => V1.Comparison.AtLeast,
        Comparison.Filled => V1.Comparison.Filled,
        Comparison.Missing => V1.Comparison.Missing,
        _ => throw new UnreachableException(),
    };
}
