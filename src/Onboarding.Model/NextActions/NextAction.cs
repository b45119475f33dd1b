using System.Collections.Immutable;

namespace Onboarding.Model.NextActions;

/// <summary>Something that somebody is to do next, and why.</summary>
public sealed record NextAction
{
    public required ActionKind Kind { get; init; }

    /// <summary>Key of the piece, cause of the escalation or name of the field; "" where there is none.</summary>
    public required string Key { get; init; }

    /// <summary>Key of the role in which it is to be done.</summary>
    public required string Role { get; init; }

    /// <summary>Mail address of who is to do it; "" only when a workspace has nobody in any role.</summary>
    public required string Owner { get; init; }

    /// <summary>
    /// Whether it is shown to somebody at the customer. Then it says only what the customer sees: no words that were
    /// written inside, and no work that is not the customer's to see.
    /// </summary>
    public required bool AtCustomer { get; init; }

    /// <summary>What is to be done, in the plan's words.</summary>
    public required string What { get; init; }

    public required ActionReason Reason { get; init; }

    /// <summary>Why now, in words.</summary>
    public required string Why { get; init; }

    /// <summary>Last day on which it is in time; null where it has none.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Calendar days past that; 0 while it is in time.</summary>
    public int OverdueDays { get; init; }

    /// <summary>How many unfinished tasks wait for it, directly or by way of others.</summary>
    public int WaitingTasks { get; init; }

    /// <summary>Fields of the account or deal that the call fills in.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];
}
