using System.Collections.Immutable;

namespace Onboarding.Model.Playbooks;

/// <summary>
/// A rule that raises one escalation while it holds, and tells what to do. Tasks of the plan that name it
/// (<see cref="TaskDefinition.OnAlert"/>) are its intervention.
/// </summary>
public sealed record AlertDefinition
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    public required AlertRule Rule { get; init; }

    /// <summary>What to do next, in words, for the one who is told.</summary>
    public required string Next { get; init; }

    /// <summary>The role that is told first, before the plan's path; null: the path alone.</summary>
    public string? TellRole { get; init; }

    /// <summary>Keys of the stages in which it is looked at; empty: all.</summary>
    public ImmutableArray<string> InStages { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>First day on which it is looked at; null: from the start.</summary>
    public DueRule? From { get; init; }

    /// <summary>First day on which it is looked at no more; null: to the end.</summary>
    public DueRule? Until { get; init; }

    /// <summary>The cause of its escalation.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Cause => CauseOf(Key);

    /// <summary>The cause of the escalation of an alert.</summary>
    public static string CauseOf(string key) => $"alert:{key}";
}
