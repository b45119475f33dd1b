using System.Collections.Immutable;

using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;

namespace Onboarding.Cli.Simulation.People;

/// <summary>
/// What CS Ops changes in the shipped playbook in the middle of the year: a task that is new, then due earlier, a stage
/// with more time, and the task is taken away again.
/// </summary>
internal static class PlaybookEdits
{
    /// <summary>The file that is edited.</summary>
    public const string File = "ninety-day-onboarding.yaml";

    private const string Tasks = "\ntasks:\n";

    private const string NewTask =
        """
          usage_review_held:
            title: Usage reviewed with the customer
            stage: adoption
            owner: csm
            due: 14 days after stage entry
            customer_visible: true

        """;

    private const string Training = "\n    owner: training\n    sla: 21 days\n    stalled_after: 21 days\n";

    // Each part of the time that is played by which a revision is published, in eighths.
    private static readonly ImmutableArray<int> s_eighths = [2, 4, 5, 7];

    /// <summary>The days on which a revision is published, in order.</summary>
    public static ImmutableArray<int> Days(int days) =>
        [.. s_eighths.Select(eighth => DemoDays.WorkingDayFrom(Math.Max(1, days * eighth / 8)))];

    /// <summary>The text of the n-th revision, from 0.</summary>
    /// <param name="shipped">The playbook as it is shipped.</param>
    /// <param name="index">Which.</param>
    public static string Of(string shipped, int index)
    {
        string withTask = Replaced(shipped, Tasks, $"{Tasks}{NewTask}");
        string earlier = Replaced(withTask, "due: 14 days after stage entry\n", "due: 7 days after stage entry\n");
        string longer = Replaced(earlier, Training, Training.Replace("21", "28", StringComparison.Ordinal));
        return index switch
        {
            0 => withTask,
            1 => earlier,
            2 => longer,
            3 => Replaced(shipped, Training, Training.Replace("21", "28", StringComparison.Ordinal)),
            _ => throw new ArgumentOutOfRangeException(
                nameof(index), index, $"There are {s_eighths.Length} revisions."),
        };
    }

    private static string Replaced(string text, string old, string now) =>
        text.IndexOf(old, StringComparison.Ordinal) is >= 0 and var at
        && text.IndexOf(old, at + 1, StringComparison.Ordinal) < 0
            ? text.Replace(old, now, StringComparison.Ordinal)
            : throw new DemoException(
                $"{File} has not exactly one place that reads '{old.Trim()}', which the simulation edits.");
}
