using System.Diagnostics;

namespace Onboarding.Model.Conditions;

/// <summary>Finds the fields that a condition looks at.</summary>
internal static class ConditionFields
{
    /// <summary>Names of the fields, as often as they occur; none for no condition.</summary>
    public static IEnumerable<string> Of(Condition? condition) => condition switch
    {
        null => [],
        Condition.All all => all.Parts.SelectMany(Of),
        Condition.Any any => any.Parts.SelectMany(Of),
        Condition.Not not => Of(not.Part),
        Condition.Compare compare => [compare.Field],
        _ => throw new UnreachableException(),
    };
}
