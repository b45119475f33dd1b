using System.Collections.Immutable;

namespace Onboarding.Model.NextActions;

/// <summary>
/// The rank of actions. Alarms that nobody has acknowledged come first; then what most unfinished tasks wait for; then
/// what is overdue by most days; then what is due soonest, with what has no day last. What is still alike goes by kind,
/// key, role and person, so that the same state always has the same order.
/// </summary>
public sealed class ActionOrder : IComparer<NextAction>
{
    public static ActionOrder Instance { get; } = new();

    public static ImmutableArray<NextAction> Ranked(IEnumerable<NextAction> actions) => [.. actions.Order(Instance)];

    public int Compare(NextAction? x, NextAction? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ReadOnlySpan<int> differences =
        [
            IsAlarm(y).CompareTo(IsAlarm(x)),
            y.WaitingTasks.CompareTo(x.WaitingTasks),
            y.OverdueDays.CompareTo(x.OverdueDays),
            (x.DueOn ?? DateOnly.MaxValue).CompareTo(y.DueOn ?? DateOnly.MaxValue),
            x.Kind.CompareTo(y.Kind),
            string.CompareOrdinal(x.Key, y.Key),
            string.CompareOrdinal(x.Role, y.Role),
            string.CompareOrdinal(x.Owner, y.Owner),
        ];
        foreach (int difference in differences)
        {
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    private static bool IsAlarm(NextAction action) => action.Kind == ActionKind.AcknowledgeEscalation;
}
