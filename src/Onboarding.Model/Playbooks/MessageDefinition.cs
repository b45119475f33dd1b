using System.Collections.Immutable;

using Onboarding.Model.Conditions;

namespace Onboarding.Model.Playbooks;

/// <summary>A message that the hub makes by itself: when, to whom, and its text with tokens such as {{customer}}.</summary>
public sealed record MessageDefinition
{
    /// <summary>
    /// Stands for the one whom the matter concerns: of a task its owner, of an escalation who is told, of a blocker who is
    /// to clear it away, else the owner of the onboarding. Always somebody inside.
    /// </summary>
    public const string OwnerRole = "owner";

    public required string Key { get; init; }

    public required string Title { get; init; }

    public required MessageTrigger On { get; init; }

    /// <summary>Roles that get it, each a message of its own; <see cref="OwnerRole"/> among them. Never empty.</summary>
    public required ImmutableArray<string> To { get; init; }

    /// <summary>Over facts of the account: it is made where this holds in that moment. Null: always.</summary>
    public Condition? When { get; init; }

    /// <summary>Whether it is made only for customers of a running pilot.</summary>
    public bool PilotOnly { get; init; }

    public required string Subject { get; init; }

    /// <summary>Plain text; an empty line parts paragraphs, "- " begins an element of a list.</summary>
    public required string Body { get; init; }
}
