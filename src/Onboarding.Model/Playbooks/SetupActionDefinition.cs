using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;

namespace Onboarding.Model.Playbooks;

/// <summary>Work that is asked of another system once everything for it is ready, and that the system confirms.</summary>
public sealed record SetupActionDefinition
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>The system that does it, such as "billing"; the operator gives it an address for each workspace.</summary>
    public required string System { get; init; }

    /// <summary>The role that answers for it, and does it by hand where the system has no address.</summary>
    public required string OwnerRole { get; init; }

    /// <summary>Days after the request by whose end it must be confirmed.</summary>
    public required int ConfirmDays { get; init; }

    public DayUnit ConfirmUnit { get; init; }

    /// <summary>Key of the stage that must be entered first; null: none.</summary>
    public string? Stage { get; init; }

    /// <summary>Keys of the set-up actions that must be confirmed, or put aside, first.</summary>
    public ImmutableArray<string> After { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Keys of the tasks that must be done first.</summary>
    public ImmutableArray<string> AfterTasks { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Keys of the inputs that must be verified first: a readiness gate.</summary>
    public ImmutableArray<string> NeedsInputs { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Keys of the milestones that must be achieved first.</summary>
    public ImmutableArray<string> NeedsMilestones { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Over facts of the account: it is there where this holds when the onboarding starts. Null: always.</summary>
    public Condition? AppliesWhen { get; init; }

    /// <summary>
    /// Key of the task that is the same work done by a person: done when this is confirmed. Where a person closes the
    /// task first, nothing is asked of the system. Null: none.
    /// </summary>
    public string? Completes { get; init; }

    /// <summary>Fields of the account that go with the request.</summary>
    public ImmutableArray<string> SendFields { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Keys of inputs whose content goes with the request; only such as it needs.</summary>
    public ImmutableArray<string> SendInputs { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The cause of the escalation of an unconfirmed set-up action.</summary>
    public static string CauseOf(string key) => $"setup:{key}";
}
