using Google.Protobuf.WellKnownTypes;

using Onboarding.Connectors.Mappings;
using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>What an onboarding should be on a platform: itself, its tasks that were ever open, its milestones.</summary>
internal static class OnboardingRecords
{
    public static IEnumerable<Filed> Of(V1.Onboarding onboarding, BusinessCalendar calendar)
    {
        string title = onboarding.DisplayName;
        yield return new Filed(RecordKind.Onboarding, title, FieldMap.Of(
            ("title", Text(title)),
            ("account_key", Text(title)),
            ("owner_email", Text(onboarding.Owner)),
            ("state", Text(onboarding.State.ToString().ToLowerInvariant())),
            ("stage", Text(onboarding.Stages.First(stage => stage.Key == onboarding.CurrentStage).DisplayName)),
            ("tier", Text(onboarding.Tier)),
            ("due_on", Wired.Field(Wired.Day(onboarding.CommittedActivationDate)
                ?? onboarding.Milestones.Max(milestone => Wired.Day(milestone.TargetDate)))),
            ("live_on", onboarding.State == V1.OnboardingState.Live ? Day(onboarding.EndTime, calendar) : FieldValue.Nothing)));
        foreach (V1.Task task in onboarding.Tasks.Where(task => task.State != V1.TaskState.Locked))
        {
            yield return OfTask(title, task, calendar);
        }

        foreach (V1.Milestone milestone in onboarding.Milestones)
        {
            yield return new Filed(RecordKind.Milestone, $"{title}: {milestone.DisplayName}", FieldMap.Of(
                ("title", Text(milestone.DisplayName)),
                ("account_key", Text(title)),
                ("onboarding_key", Text(title)),
                ("state", Text(milestone.AchieveDate is null ? "pending" : "achieved")),
                ("target_on", Wired.Field(Wired.Day(milestone.TargetDate))),
                ("achieved_on", Wired.Field(Wired.Day(milestone.AchieveDate)))));
        }
    }

    private static Filed OfTask(string title, V1.Task task, BusinessCalendar calendar) =>
        new(RecordKind.Task, $"{title}: {task.DisplayName}", FieldMap.Of(
            ("title", Text(task.DisplayName)),
            ("description", Text(task.Description)),
            ("account_key", Text(title)),
            ("onboarding_key", Text(title)),
            ("owner_email", Text(task.Owner)),
            ("state", Text(task.State.ToString().ToLowerInvariant())),
            ("due_on", Wired.Field(Wired.Day(task.DueDate))),
            ("completed_on", task.State == V1.TaskState.Completed ? Day(task.CloseTime, calendar) : FieldValue.Nothing)));

    private static FieldValue Text(string text) => FieldValue.OfText(text);

    private static FieldValue Day(Timestamp? instant, BusinessCalendar calendar) =>
        instant is null ? FieldValue.Nothing : new FieldValue.Date(calendar.DayOf(instant.ToDateTimeOffset()));
}
