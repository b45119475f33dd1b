using System.Collections.Immutable;

namespace Onboarding.Model.Journal;

/// <summary>What comes of a command: events to be journaled (none when nothing changes), or a refusal.</summary>
public abstract record Decision<TEvent>
{
    private Decision()
    {
    }

    /// <summary>The command is carried out. No events means that the state already is as asked.</summary>
    public sealed record Accepted(ImmutableArray<TEvent> Events) : Decision<TEvent>;

    /// <summary>The command is not carried out, and nothing changes.</summary>
    public sealed record Refused(Refusal Refusal) : Decision<TEvent>;

    public static Decision<TEvent> Unchanged { get; } = new Accepted([]);

    public static Decision<TEvent> Of(params ImmutableArray<TEvent> events) => new Accepted(events);

    public static Decision<TEvent> Refuse(RefusalReason reason, string message) => new Refused(new Refusal(reason, message));

    public static Decision<TEvent> Refuse(RefusalReason reason, string message, ImmutableArray<string> details) =>
        new Refused(new Refusal(reason, message, details));
}
