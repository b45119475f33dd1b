using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Onboardings;

/// <summary>What happened to an onboarding.</summary>
[JsonDerivedType(typeof(Started), "onboarding_started")]
[JsonDerivedType(typeof(KickoffMoved), "kickoff_moved")]
[JsonDerivedType(typeof(StageEntered), "stage_entered")]
[JsonDerivedType(typeof(StageCompleted), "stage_completed")]
[JsonDerivedType(typeof(TasksUnlocked), "tasks_unlocked")]
[JsonDerivedType(typeof(TaskCompleted), "task_completed")]
[JsonDerivedType(typeof(TaskSkipped), "task_skipped")]
[JsonDerivedType(typeof(TaskAssigned), "task_assigned")]
[JsonDerivedType(typeof(RoleAssigned), "role_assigned")]
[JsonDerivedType(typeof(Redated), "redated")]
[JsonDerivedType(typeof(Migrated), "onboarding_migrated")]
[JsonDerivedType(typeof(TaskReminded), "task_reminded")]
[JsonDerivedType(typeof(TaskFellOverdue), "task_overdue")]
[JsonDerivedType(typeof(FactsObserved), "facts_observed")]
[JsonDerivedType(typeof(MilestoneAchieved), "milestone_achieved")]
[JsonDerivedType(typeof(MilestoneMissed), "milestone_missed")]
[JsonDerivedType(typeof(TimeToValueReached), "time_to_value_reached")]
[JsonDerivedType(typeof(InputReceived), "input_received")]
[JsonDerivedType(typeof(InputVerified), "input_verified")]
[JsonDerivedType(typeof(InputRefused), "input_refused")]
[JsonDerivedType(typeof(BlockerRaised), "blocker_raised")]
[JsonDerivedType(typeof(BlockerResolved), "blocker_resolved")]
[JsonDerivedType(typeof(BlockerSeverityRaised), "blocker_severity_raised")]
[JsonDerivedType(typeof(SignalObserved), "signal_observed")]
[JsonDerivedType(typeof(AlertsJudged), "alerts_judged")]
[JsonDerivedType(typeof(InterventionStarted), "intervention_started")]
[JsonDerivedType(typeof(SetupActionRequested), "setup_action_requested")]
[JsonDerivedType(typeof(SetupActionAccepted), "setup_action_accepted")]
[JsonDerivedType(typeof(SetupActionHandedOver), "setup_action_handed_over")]
[JsonDerivedType(typeof(SetupActionConfirmed), "setup_action_confirmed")]
[JsonDerivedType(typeof(SetupActionFailed), "setup_action_failed")]
[JsonDerivedType(typeof(SetupActionSkipped), "setup_action_skipped")]
[JsonDerivedType(typeof(SetupActionOverdue), "setup_action_overdue")]
[JsonDerivedType(typeof(SlaBreached), "sla_breached")]
[JsonDerivedType(typeof(HealthChanged), "health_changed")]
[JsonDerivedType(typeof(EscalationRaised), "escalation_raised")]
[JsonDerivedType(typeof(EscalationPassedOn), "escalation_passed_on")]
[JsonDerivedType(typeof(EscalationAcknowledged), "escalation_acknowledged")]
[JsonDerivedType(typeof(EscalationResolved), "escalation_resolved")]
[JsonDerivedType(typeof(MessagesIntended), "messages_intended")]
[JsonDerivedType(typeof(MessagesAddressed), "messages_addressed")]
[JsonDerivedType(typeof(MessagesWithdrawn), "messages_withdrawn")]
[JsonDerivedType(typeof(StakeholdersObserved), "stakeholders_observed")]
[JsonDerivedType(typeof(PilotObserved), "pilot_observed")]
[JsonDerivedType(typeof(WentLive), "went_live")]
[JsonDerivedType(typeof(Cancelled), "onboarding_cancelled")]
public abstract record OnboardingEvent
{
    private OnboardingEvent()
    {
    }

    /// <summary>The first event of every onboarding.</summary>
    /// <param name="Start">What it was started with.</param>
    /// <param name="At">When.</param>
    /// <param name="Tasks">Keys of the plan's tasks that apply to this customer.</param>
    /// <param name="SetupActions">Those of its set-up actions; null in events from before there were any.</param>
    public sealed record Started(
        OnboardingStart Start, DateTimeOffset At, ImmutableArray<string> Tasks,
        ImmutableArray<string>? SetupActions = null) : OnboardingEvent;

    public sealed record KickoffMoved(DateOnly On) : OnboardingEvent;

    /// <param name="Key">Key of the stage.</param>
    /// <param name="At">When it was entered.</param>
    /// <param name="SlaDueOn">Last day within its SLA.</param>
    public sealed record StageEntered(string Key, DateTimeOffset At, DateOnly SlaDueOn) : OnboardingEvent;

    public sealed record StageCompleted(string Key, DateTimeOffset At) : OnboardingEvent;

    public sealed record TasksUnlocked(ImmutableArray<string> Keys, DateTimeOffset At) : OnboardingEvent;

    public sealed record TaskCompleted(string Key, string By, DateTimeOffset At) : OnboardingEvent;

    public sealed record TaskSkipped(string Key, string By, string Reason, DateTimeOffset At) : OnboardingEvent;

    public sealed record TaskAssigned(string Key, string Owner) : OnboardingEvent;

    public sealed record RoleAssigned(string Role, string Before, string Owner) : OnboardingEvent;

    /// <summary>Days that follow from what has happened so far: of tasks and of milestones, by key.</summary>
    /// <param name="Tasks">New days of tasks.</param>
    /// <param name="Milestones">New days of milestones.</param>
    /// <param name="TaskReasons">Why, for each of the tasks; null in events from before reasons were kept.</param>
    /// <param name="MilestoneReasons">Why, for each of the milestones; null as for the tasks.</param>
    public sealed record Redated(
        ImmutableSortedDictionary<string, DateOnly> Tasks, ImmutableSortedDictionary<string, DateOnly> Milestones,
        ImmutableSortedDictionary<string, DayReason>? TaskReasons = null,
        ImmutableSortedDictionary<string, DayReason>? MilestoneReasons = null)
        : OnboardingEvent;

    /// <summary>It follows another revision of its playbook from now on.</summary>
    /// <param name="Revision">Number of the revision.</param>
    /// <param name="Plan">What it follows: the revision's plan with what this onboarding keeps from before.</param>
    /// <param name="Kept">What of the plan the revision has not.</param>
    /// <param name="Owners">Holders of the roles that the revision brings.</param>
    /// <param name="Tasks">Keys of the plan's tasks that this customer has afterwards.</param>
    /// <param name="Locked">Keys of open tasks that wait again.</param>
    /// <param name="At">When.</param>
    /// <param name="SetupActions">Keys of its set-up actions afterwards; null in events from before there were any.</param>
    public sealed record Migrated(
        int Revision, PlaybookPlan Plan, ImmutableArray<KeptPiece> Kept,
        ImmutableSortedDictionary<string, string> Owners, ImmutableArray<string> Tasks, ImmutableArray<string> Locked,
        DateTimeOffset At, ImmutableArray<string>? SetupActions = null) : OnboardingEvent;

    public sealed record TaskReminded(string Key, int DaysBefore) : OnboardingEvent;

    public sealed record TaskFellOverdue(string Key, DateOnly DueOn) : OnboardingEvent;

    public sealed record FactsObserved(FieldMap Facts) : OnboardingEvent;

    public sealed record MilestoneAchieved(string Key, DateOnly On, string Evidence) : OnboardingEvent;

    public sealed record MilestoneMissed(string Key, DateOnly TargetOn) : OnboardingEvent;

    /// <param name="Days">Whole days from closed-won to the first-value milestone.</param>
    public sealed record TimeToValueReached(int Days) : OnboardingEvent;

    public sealed record InputReceived(string Key, string Content, DateTimeOffset At) : OnboardingEvent;

    public sealed record InputVerified(string Key, DateTimeOffset At) : OnboardingEvent;

    public sealed record InputRefused(string Key, string Reason, DateTimeOffset At) : OnboardingEvent;

    public sealed record BlockerRaised(
        string Key, BlockerKind Kind, string Description, string Owner, DateTimeOffset At,
        BlockerSeverity Severity = BlockerSeverity.Medium) : OnboardingEvent;

    public sealed record BlockerSeverityRaised(string Key, BlockerSeverity Severity, DateTimeOffset At) : OnboardingEvent;

    /// <param name="Kind">What it says.</param>
    /// <param name="Point">The report.</param>
    /// <param name="TakenAt">When the hub took it in.</param>
    public sealed record SignalObserved(SignalKind Kind, SignalPoint Point, DateTimeOffset TakenAt) : OnboardingEvent;

    /// <summary>Nothing to tell, although a day has passed on which an alert came or went.</summary>
    /// <param name="On">The day by which the alerts are as they should be.</param>
    public sealed record AlertsJudged(DateOnly On) : OnboardingEvent;

    /// <summary>Tasks are there that come with an alert.</summary>
    /// <param name="Alert">Key of the alert.</param>
    /// <param name="Tasks">Keys of the tasks.</param>
    public sealed record InterventionStarted(string Alert, ImmutableArray<string> Tasks) : OnboardingEvent;

    public sealed record BlockerResolved(string Key, DateTimeOffset At) : OnboardingEvent;

    /// <summary>Something happened to a set-up action.</summary>
    /// <param name="Key">Key of the action.</param>
    public abstract record SetupActionEvent(string Key) : OnboardingEvent;

    /// <param name="Key">Key of the action.</param>
    /// <param name="Request">How often it was asked for, this time included.</param>
    /// <param name="At">When.</param>
    /// <param name="ConfirmBy">Day by whose end it must be confirmed.</param>
    /// <param name="Fields">What the system is told of the account.</param>
    /// <param name="Inputs">Content of inputs that the system is told.</param>
    /// <param name="By">Who asked again; null when it was asked for by rule.</param>
    public sealed record SetupActionRequested(
        string Key, int Request, DateTimeOffset At, DateOnly ConfirmBy, FieldMap Fields,
        ImmutableSortedDictionary<string, string> Inputs, string? By = null) : SetupActionEvent(Key);

    public sealed record SetupActionAccepted(string Key, DateTimeOffset At) : SetupActionEvent(Key);

    public sealed record SetupActionHandedOver(string Key, DateTimeOffset At) : SetupActionEvent(Key);

    public sealed record SetupActionConfirmed(
        string Key, int Request, string Reference, string By, DateTimeOffset At) : SetupActionEvent(Key);

    public sealed record SetupActionFailed(string Key, int Request, string Reason, string By, DateTimeOffset At)
        : SetupActionEvent(Key);

    /// <param name="Key">Key of the action.</param>
    /// <param name="Request">How often it was asked for; 0 where it never was.</param>
    /// <param name="By">Who decided it.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="At">When.</param>
    public sealed record SetupActionSkipped(string Key, int Request, string By, string Reason, DateTimeOffset At)
        : SetupActionEvent(Key);

    public sealed record SetupActionOverdue(string Key, DateOnly ConfirmBy) : SetupActionEvent(Key);

    public sealed record SlaBreached(string Stage, DateOnly DueOn) : OnboardingEvent;

    public sealed record HealthChanged(OnboardingHealth Health, string Why) : OnboardingEvent;

    /// <param name="Cause">Names the cause.</param>
    /// <param name="Why">What happened, in words.</param>
    /// <param name="Owner">Who is told.</param>
    /// <param name="At">When.</param>
    /// <param name="AcknowledgeBy">Day by whose end it must be acknowledged; null at the last step.</param>
    /// <param name="Step">Place of who is told in the plan's path; -1 for an alert's own role, which comes before it.</param>
    public sealed record EscalationRaised(
        string Cause, string Why, string Owner, DateTimeOffset At, DateOnly? AcknowledgeBy, int Step = 0)
        : OnboardingEvent;

    public sealed record EscalationPassedOn(string Cause, int Step, string Owner, DateOnly? AcknowledgeBy) : OnboardingEvent;

    public sealed record EscalationAcknowledged(string Cause, string By) : OnboardingEvent;

    /// <param name="Cause">The cause, which is gone.</param>
    /// <param name="On">Of an alert: the day up to which the alerts are judged by that.</param>
    public sealed record EscalationResolved(string Cause, DateOnly? On = null) : OnboardingEvent;

    /// <summary>Something that messages rest on.</summary>
    public abstract record MessageEvent : OnboardingEvent;

    /// <summary>Messages are to be sent. Each event is told of in the decision that it belongs to, and so once.</summary>
    /// <param name="Customer">Name of the customer.</param>
    /// <param name="Messages">Each with its recipient and its facts.</param>
    /// <param name="At">When.</param>
    /// <param name="On">Day up to which everything weekly is told.</param>
    /// <param name="Dated">Keys of dated messages whose day has come, told of or not.</param>
    public sealed record MessagesIntended(
        string Customer, ImmutableArray<MessageIntent> Messages, DateTimeOffset At, DateOnly On,
        ImmutableArray<string> Dated)
        : MessageEvent;

    /// <param name="Numbers">Numbers of the messages that waited for it.</param>
    /// <param name="Role">The role in which somebody is known now.</param>
    /// <param name="To">Mail address of the one who gets them.</param>
    /// <param name="Name">Their name; null where it is not known.</param>
    /// <param name="At">When.</param>
    public sealed record MessagesAddressed(
        ImmutableArray<int> Numbers, string Role, string To, string? Name, DateTimeOffset At) : MessageEvent;

    public sealed record MessagesWithdrawn(ImmutableArray<int> Numbers, string Reason, DateTimeOffset At) : MessageEvent;

    /// <summary>The deal names other people of the customer.</summary>
    public sealed record StakeholdersObserved(ImmutableSortedDictionary<string, Addressee> People) : MessageEvent;

    /// <summary>The customer is in the cohort of a running pilot from now on, or not any more.</summary>
    public sealed record PilotObserved(bool InPilot) : MessageEvent;

    public sealed record WentLive(DateTimeOffset At) : OnboardingEvent;

    public sealed record Cancelled(string Reason, DateTimeOffset At) : OnboardingEvent;
}
