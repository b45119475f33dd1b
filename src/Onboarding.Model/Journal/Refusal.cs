using System.Collections.Immutable;

namespace Onboarding.Model.Journal;

/// <summary>Why a command cannot be carried out: an expected outcome, and a value.</summary>
/// <param name="Reason">A reason of the public catalogue (errors.proto), in UPPER_SNAKE_CASE.</param>
/// <param name="Message">What happened, to what, and what to do.</param>
/// <param name="Details">Each thing that stands in the way, in words; may be empty.</param>
public sealed record Refusal(RefusalReason Reason, string Message, ImmutableArray<string> Details)
{
    public Refusal(RefusalReason reason, string message)
        : this(reason, message, [])
    {
    }
}
