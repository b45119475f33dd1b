using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Connectors.Mappings;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Writing;

/// <summary>
/// What the hub's aggregates are as flat records. Pure. A task is no record before it opens, so that nobody sees work
/// that cannot begin; one that was open and waits again is shown as open, because platforms know no waiting. What was
/// deleted in the hub is none either, and its record on a platform is left as it is.
/// </summary>
internal static class CanonicalRecords
{
    /// <summary>The records of a kind that an aggregate's state, as JSON, comes to.</summary>
    public static ImmutableArray<CanonicalRecord> Of(RecordKind kind, string key, string state) => kind switch
    {
        RecordKind.Account => OfResource(key, Aggregates.Account.ReadState(state)),
        RecordKind.Opportunity => OfResource(key, Aggregates.Opportunity.ReadState(state)),
        RecordKind.Contact => OfResource(key, Aggregates.Contact.ReadState(state)),
        RecordKind.Onboarding => [OfOnboarding(key, Aggregates.Onboarding.ReadState(state))],
        RecordKind.Task => OfTasks(key, Aggregates.Onboarding.ReadState(state)),
        RecordKind.Milestone => OfMilestones(key, Aggregates.Onboarding.ReadState(state)),
        RecordKind.Note => HandoffNote.Of(key, Aggregates.Handoff.ReadState(state)) is { } note ? [note] : [],
        RecordKind.Person or RecordKind.Stakeholder => [],
        _ => throw new UnreachableException(),
    };

    public static CanonicalRecord OfOnboarding(string key, OnboardingState state) => new(key, state.Start.AccountKey, Fields(
        ("title", Text(state.Start.Title)),
        ("account_key", Text(state.Start.AccountKey)),
        ("owner_email", Text(state.Owner)),
        ("state", Text(state.Phase.ToString().ToLowerInvariant())),
        ("stage", Text(state.Plan.Stages.First(stage => stage.Key == state.CurrentStage.Key).Title)),
        ("tier", Text(state.Start.Tier)),
        ("due_on", Day(state.Start.CommittedActivationOn ?? state.Milestones.Max(milestone => milestone.TargetOn))),
        ("live_on", Day(state.Phase == OnboardingPhase.Live ? DayOf(state, state.EndedAt) : null))));

    public static ImmutableArray<CanonicalRecord> OfTasks(string key, OnboardingState state) =>
        [.. state.Tasks.Where(task => task.Phase != TaskPhase.Locked || task.OpenedAt is not null)
            .Select(task => OfTask(key, state, task))];

    public static ImmutableArray<CanonicalRecord> OfMilestones(string key, OnboardingState state) =>
        [.. state.Milestones.Select(milestone => OfMilestone(key, state, milestone))];

    private static CanonicalRecord OfTask(string key, OnboardingState state, TaskState task)
    {
        TaskDefinition definition = state.Plan.Tasks.First(known => known.Key == task.Key);
        return new CanonicalRecord(RecordStreams.Join(key, task.Key), key, Fields(
            ("title", Text(definition.Title)),
            ("description", Text(definition.Description)),
            ("account_key", Text(state.Start.AccountKey)),
            ("onboarding_key", Text(key)),
            ("owner_email", Text(task.Owner)),
            ("state", Text($"{(task.Phase == TaskPhase.Locked ? TaskPhase.Open : task.Phase)}".ToLowerInvariant())),
            ("due_on", Day(task.DueOn)),
            ("completed_on", Day(task.Phase == TaskPhase.Completed ? DayOf(state, task.ClosedAt) : null))));
    }

    private static CanonicalRecord OfMilestone(string key, OnboardingState state, MilestoneState milestone) =>
        new(RecordStreams.Join(key, milestone.Key), key, Fields(
            ("title", Text(state.Plan.Milestones.First(known => known.Key == milestone.Key).Title)),
            ("account_key", Text(state.Start.AccountKey)),
            ("onboarding_key", Text(key)),
            ("state", Text(milestone.AchievedOn is null ? "pending" : "achieved")),
            ("target_on", Day(milestone.TargetOn)),
            ("achieved_on", Day(milestone.AchievedOn))));

    private static ImmutableArray<CanonicalRecord> OfResource(string key, ResourceState state) =>
        state.Deleted ? [] : [new CanonicalRecord(key, state.Values.TextOf("account_key") ?? key, state.Values)];

    private static FieldMap Fields(params (string Name, FieldValue Value)[] fields) => FieldMap.Of(fields);

    private static FieldValue Text(string text) => FieldValue.OfText(text);

    private static FieldValue Day(DateOnly? day) => day is { } known ? new FieldValue.Date(known) : FieldValue.Nothing;

    private static DateOnly? DayOf(OnboardingState state, DateTimeOffset? instant) =>
        instant is { } known ? state.Start.Calendar.DayOf(known) : null;
}
