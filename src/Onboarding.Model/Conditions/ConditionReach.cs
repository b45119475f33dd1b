using Onboarding.Model.Fields;

namespace Onboarding.Model.Conditions;

/// <summary>
/// Whether a condition can hold at all. Sees what a person would: comparisons of one field that exclude each other.
/// </summary>
public static class ConditionReach
{
    /// <summary>
    /// Why no facts can ever make the condition hold; null when none of the simple reasons is found. Example: all of
    /// <c>active_user_share >= 0.8</c> and <c>active_user_share &lt; 0.5</c>.
    /// </summary>
    public static string? Contradiction(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.Select(Contradiction).FirstOrDefault(found => found is not null)
            ?? BetweenParts([.. all.Parts.SelectMany(Joined)]),
        Condition.Any { Parts: [_, ..] } any => any.Parts.Select(Contradiction).ToList() is var found
            && found.TrueForAll(one => one is not null) ? found[0] : null,
        Condition.Any => "'any' without parts never holds",
        _ => null,
    };

    // The comparisons that must all hold together.
    private static IEnumerable<Condition.Compare> Joined(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.SelectMany(Joined),
        Condition.Compare compare => [compare],
        _ => [],
    };

    private static string? BetweenParts(List<Condition.Compare> compares)
    {
        for (int i = 0; i < compares.Count; i++)
        {
            for (int j = i + 1; j < compares.Count; j++)
            {
                if (compares[i].Field == compares[j].Field && Exclude(compares[i], compares[j]))
                {
                    return $"{compares[i].Field} cannot be {Words(compares[i])} and {Words(compares[j])} at once";
                }
            }
        }

        return null;
    }

    private static bool Exclude(Condition.Compare left, Condition.Compare right)
    {
        if (left.Comparison == Comparison.Missing || right.Comparison == Comparison.Missing)
        {
            // A missing field satisfies NotEqual and Missing, and nothing else.
            Comparison other = left.Comparison == Comparison.Missing ? right.Comparison : left.Comparison;
            return other is not (Comparison.Missing or Comparison.NotEqual);
        }

        if (left.Comparison == Comparison.Equal && right.Comparison == Comparison.NotEqual
            || left.Comparison == Comparison.NotEqual && right.Comparison == Comparison.Equal)
        {
            return left.Value == right.Value;
        }

        if (left.Comparison == Comparison.Equal && right.Comparison == Comparison.Equal)
        {
            return left.Value != right.Value;
        }

        return Range(left) is var (leftLow, leftHigh, leftOpen) && Range(right) is var (rightLow, rightHigh, rightOpen)
            && (leftLow > rightHigh || rightLow > leftHigh
                || ((leftLow == rightHigh || rightLow == leftHigh) && (leftOpen || rightOpen)));
    }

    // Lowest and highest value that the comparison allows, and whether its own bound is left out.
    private static (decimal Low, decimal High, bool Open)? Range(Condition.Compare compare)
    {
        decimal? at = compare.Value switch
        {
            FieldValue.Number number => number.Value,
            FieldValue.Date date => date.Value.DayNumber,
            FieldValue.Instant instant => instant.Value.UtcTicks,
            _ => null,
        };
        return (at, compare.Comparison) switch
        {
            (null, _) => null,
            (_, Comparison.Equal) => (at.Value, at.Value, false),
            (_, Comparison.Less) => (decimal.MinValue, at.Value, true),
            (_, Comparison.AtMost) => (decimal.MinValue, at.Value, false),
            (_, Comparison.Greater) => (at.Value, decimal.MaxValue, true),
            (_, Comparison.AtLeast) => (at.Value, decimal.MaxValue, false),
            _ => null,
        };
    }

    private static string Words(Condition.Compare compare) => compare.Comparison switch
    {
        Comparison.Equal => $"= {compare.Value}",
        Comparison.NotEqual => $"!= {compare.Value}",
        Comparison.Less => $"< {compare.Value}",
        Comparison.AtMost => $"<= {compare.Value}",
        Comparison.Greater => $"> {compare.Value}",
        Comparison.AtLeast => $">= {compare.Value}",
        Comparison.Filled => "filled",
        _ => "missing",
    };
}
