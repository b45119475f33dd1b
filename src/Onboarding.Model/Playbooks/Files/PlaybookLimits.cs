namespace Onboarding.Model.Playbooks.Files;

/// <summary>
/// Bounds of a playbook file. Each is several times what the shipped playbook needs, and small enough that a plan can
/// be worked out, shown and stored without a thought for its size. The file as a whole is bounded by YamlDocument.
/// </summary>
public static class PlaybookLimits
{
    public const int StagesMax = 12;
    public const int TasksMax = 200;
    public const int MilestonesMax = 12;
    public const int InputsMax = 60;
    public const int AlertsMax = 60;
    public const int SetupActionsMax = 30;
    public const int MessagesMax = 60;
    public const int VariantsMax = 12;
    public const int EscalationStepsMax = 6;

    /// <summary>Most keys in one list of tasks, inputs or milestones that something waits for.</summary>
    public const int ReferencesMax = 30;

    public const int TitleLengthMax = 120;
    public const int DescriptionLengthMax = 2_000;

    /// <summary>Furthest due day from its anchor, in days either way.</summary>
    public const int OffsetMax = 730;

    /// <summary>Longest planned stay in a stage, in days.</summary>
    public const int SlaDaysMax = 365;

    /// <summary>Longest time in which a set-up action must be confirmed, in days.</summary>
    public const int ConfirmDaysMax = 90;

    /// <summary>Most fields that go with one request.</summary>
    public const int SendFieldsMax = 30;

    public const int StalledAfterDaysMax = 365;

    /// <summary>Longest time from the start to the kickoff meeting, in days.</summary>
    public const int KickoffAfterDaysMax = 90;

    /// <summary>Longest time that a task may be overdue before somebody is told, in days.</summary>
    public const int EscalateOverdueAfterDaysMax = 90;

    public const int AcknowledgeDaysMax = 60;

    /// <summary>Longest that a blocker may be open, or a milestone or stage late, before an alert is raised, in days.</summary>
    public const int AlertAfterDaysMax = 90;

    /// <summary>Longest text of what to do next when an alert is raised.</summary>
    public const int NextLengthMax = 500;

    /// <summary>Longest subject of a message; mail programs show less.</summary>
    public const int SubjectLengthMax = 150;

    /// <summary>Longest text of a message, before its tokens are filled.</summary>
    public const int BodyLengthMax = 4_000;

    /// <summary>Most reminders of one task, and the earliest, in days before it is due.</summary>
    public const int RemindersMax = 5;
    public const int RemindDaysBeforeMax = 60;
}
