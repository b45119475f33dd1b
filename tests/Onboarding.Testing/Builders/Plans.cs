using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>Small plans, each as plain as a test needs it.</summary>
public static class Plans
{
    /// <summary>The manager has 2 days to answer, the lead 3; above the vice president is nobody.</summary>
    public static ImmutableArray<EscalationStep> Path { get; } = [new("csm", 2), new("lead", 3), new("vp", 0)];

    /// <summary>
    /// Three stages of 10 days: welcome (call, plan after it), setup (provision after the input "sso", connect after
    /// it) and training (train). Set-up is left with the milestone "first_login", and going live needs "first_value".
    /// </summary>
    public static PlaybookPlan Small { get; } = new()
    {
        Variant = "high_touch",
        Title = "Small",
        Stages =
        [
            Stage("welcome", "csm"),
            Stage("setup", "impl") with { GateMilestones = ["first_login"] },
            Stage("training", "csm"),
        ],
        Tasks =
        [
            Task("call", "welcome") with { Due = new DueRule(0, DayUnit.Calendar, DueAnchor.Kickoff) },
            Task("plan", "welcome", "call") with { Due = new DueRule(2, DayUnit.Calendar, DueAnchor.Task, "call") },
            Task("provision", "setup") with { OwnerRole = "impl", NeedsInputs = ["sso"], Area = GoLiveArea.Setup },
            Task("connect", "setup", "provision") with { OwnerRole = "impl" },
            Task("train", "training") with { Area = GoLiveArea.Communication },
        ],
        Milestones = [Milestone("first_login", "first_login_on", 20), FirstValue],
        Inputs =
        [
            new InputDefinition { Key = "sso", Title = "SSO", Kind = InputKind.AccountDetail, OwnerRole = "impl" },
        ],
        Escalation = Path,
    };

    /// <summary>
    /// <see cref="Small"/> with three set-up actions: a ticket (after the task "call"; it completes "plan") and a billing
    /// profile, both with the input "sso", and kickoff tasks after both.
    /// </summary>
    public static PlaybookPlan WithSetup { get; } = Small with
    {
        SetupActions =
        [
            SetupAction("ticket", "tickets") with
            {
                AfterTasks = ["call"],
                NeedsInputs = ["sso"],
                Completes = "plan",
                SendFields = ["industry", "website"],
                SendInputs = ["sso"],
            },
            SetupAction("profile", "billing") with { NeedsInputs = ["sso"], OwnerRole = "impl" },
            SetupAction("kickoff", "projects") with { After = ["ticket", "profile"] },
        ],
    };

    /// <summary>Reached when the account's "first_value_on" is filled, or confirmed; due 40 days after closed-won.</summary>
    public static MilestoneDefinition FirstValue =>
        Milestone("first_value", "first_value_on", 40) with { FirstValue = true, ConfirmedBy = "csm" };

    /// <summary>Tasks that each wait for the one before, spread evenly over stages; going live needs first value.</summary>
    public static PlaybookPlan Chain(int stages, int tasks) => Small with
    {
        Title = $"{tasks} in {stages}",
        Stages = [.. Enumerable.Range(0, stages).Select(n => Stage($"s{n}", "csm"))],
        Tasks =
        [
            .. Enumerable.Range(0, tasks).Select(n =>
                Task($"t{n}", $"s{n * stages / tasks}", n == 0 ? [] : [$"t{n - 1}"])),
        ],
        Milestones = [FirstValue],
        Inputs = [],
    };

    /// <summary>A stage with an SLA of 10 calendar days.</summary>
    public static StageDefinition Stage(string key, string role) =>
        new() { Key = key, Title = $"Stage {key}", OwnerRole = role, SlaDays = 10 };

    /// <summary>A set-up action of the manager, to be confirmed within 3 days, that waits for nothing.</summary>
    public static SetupActionDefinition SetupAction(string key, string system) =>
        new() { Key = key, Title = $"Set-up {key}", System = system, OwnerRole = "csm", ConfirmDays = 3 };

    /// <summary>A task of the manager, due 5 days after its stage is entered, with reminders 3 days and 1 before.</summary>
    public static TaskDefinition Task(string key, string stage, params ImmutableArray<string> dependsOn) => new()
    {
        Key = key,
        Title = $"Task {key}",
        Stage = stage,
        OwnerRole = "csm",
        Due = new DueRule(5, DayUnit.Calendar, DueAnchor.StageEntry),
        DependsOn = dependsOn,
        RemindDaysBefore = [3, 1],
    };

    /// <summary>A milestone proved by a date field of the account, and dated by it.</summary>
    public static MilestoneDefinition Milestone(string key, string field, int daysFromClosedWon) => new()
    {
        Key = key,
        Title = $"Milestone {key}",
        Target = new DueRule(daysFromClosedWon, DayUnit.Calendar, DueAnchor.ClosedWon),
        Proof = new Condition.Compare(field, Comparison.Filled, null),
        AchievedOnField = field,
    };
}
