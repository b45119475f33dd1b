using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Onboardings;

/// <summary>One customer's run from closed-won to first value and into business as usual.</summary>
public sealed record OnboardingState
{
    public required OnboardingStart Start { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The revision that it was moved to; null while it follows the one that it was started with.</summary>
    public FollowedPlan? Followed { get; init; }

    public OnboardingPhase Phase { get; init; }

    public OnboardingHealth Health { get; init; }

    /// <summary>Day of the kickoff meeting as it stands now.</summary>
    public required DateOnly KickoffOn { get; init; }

    /// <summary>In the plan's order.</summary>
    public required ImmutableArray<StageState> Stages { get; init; }

    /// <summary>The plan's tasks that apply to this customer, in its order.</summary>
    public required ImmutableArray<TaskState> Tasks { get; init; }

    public required ImmutableArray<MilestoneState> Milestones { get; init; }

    public required ImmutableArray<InputState> Inputs { get; init; }

    /// <summary>The plan's set-up actions that apply to this customer, in its order.</summary>
    public ImmutableArray<SetupActionState> SetupActions { get => field.IsDefault ? [] : field; init; } = [];

    public ImmutableArray<BlockerState> Blockers { get; init; } = [];

    public ImmutableArray<EscalationState> Escalations { get; init; } = [];

    /// <summary>Reports about the customer, by kind, as far back as a rule can look.</summary>
    public ImmutableArray<SignalSeries> Signals { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// Day up to which the alerts were judged, so that only days after it fall due; null before the first signal.
    /// </summary>
    public DateOnly? AlertsJudgedOn { get; init; }

    /// <summary>How many messages were made so far.</summary>
    public int MessagesIntended { get; init; }

    /// <summary>Day up to which everything weekly is told; null before the first message.</summary>
    public DateOnly? MessagesOn { get; init; }

    /// <summary>Keys of the messages whose one day has come.</summary>
    public ImmutableArray<string> MessagesDated { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Messages that wait for somebody to be known in their role.</summary>
    public ImmutableArray<MessageGap> MessageGaps { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The people at the customer whom the deal names, by role.</summary>
    public ImmutableSortedDictionary<string, Addressee> Stakeholders
    {
        get => field ?? ImmutableSortedDictionary<string, Addressee>.Empty;
        init;
    }

    /// <summary>Whether the customer is in the cohort of a running pilot.</summary>
    public bool InPilot { get; init; }

    /// <summary>Holder of each role as it stands now.</summary>
    public required ImmutableSortedDictionary<string, string> Owners { get; init; }

    /// <summary>Facts of the account as last seen.</summary>
    public required FieldMap Facts { get; init; }

    /// <summary>Whole days from closed-won to the first-value milestone; null until it is achieved.</summary>
    public int? TimeToValueDays { get; init; }

    /// <summary>When it went live or was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The plan that it follows now.</summary>
    [JsonIgnore]
    public PlaybookPlan Plan => Followed?.Plan ?? Start.Plan;

    /// <summary>Number of the revision that it follows now.</summary>
    [JsonIgnore]
    public int Revision => Followed?.Revision ?? Start.Revision;

    /// <summary>The stage it is in; the last one once all are passed.</summary>
    [JsonIgnore]
    public StageState CurrentStage =>
        Stages.FirstOrDefault(stage => stage.CompletedAt is null && stage.EnteredAt is not null) ?? Stages[^1];

    /// <summary>Who owns it now; never empty.</summary>
    [JsonIgnore]
    public string Owner => CurrentStage.Owner;

    public StageState? Stage(string key)
    {
        // The rules ask this, and the next, for each task of the plan after each event.
        foreach (StageState stage in Stages)
        {
            if (stage.Key == key)
            {
                return stage;
            }
        }

        return null;
    }

    public TaskState? Task(string key)
    {
        foreach (TaskState task in Tasks)
        {
            if (task.Key == key)
            {
                return task;
            }
        }

        return null;
    }

    public MilestoneState? Milestone(string key) => Milestones.FirstOrDefault(milestone => milestone.Key == key);

    public InputState? Input(string key) => Inputs.FirstOrDefault(input => input.Key == key);

    public SetupActionState? SetupAction(string key) => SetupActions.FirstOrDefault(action => action.Key == key);

    /// <summary>The reports of a kind; null before the first.</summary>
    public SignalSeries? Series(SignalKind kind) => Signals.FirstOrDefault(series => series.Kind == kind);
}
