using System.Diagnostics;
using System.Text.Json;

using Onboarding.Model.Journal;

namespace Onboarding.Testing.StoreSuite;

/// <summary>The smallest aggregate: it adds up.</summary>
/// <param name="Sum">What its events come to.</param>
/// <param name="Text">The text of its last event.</param>
public sealed record Tally(int Sum, string? Text)
{
    /// <summary>The kind, for rebuilding.</summary>
    public static AggregateKind<Tally, TallyEvent, TallyEvent> Kind { get; } =
        new("tally", TallyJson.Default.Tally, TallyJson.Default.TallyEvent)
        {
            Decide = (_, command, _) => Decision<TallyEvent>.Of(command),
            Evolve = (tally, happened) => happened is TallyEvent.Added added
                ? new Tally((tally?.Sum ?? 0) + added.Count, added.Text)
                : throw new UnreachableException(),
            Index = tally => new AggregateIndex(null, "open", $"{tally.Sum}"),
        };

    /// <summary>The state as JSON.</summary>
    public static string State(int sum, string? text = null) =>
        JsonSerializer.Serialize(new Tally(sum, text), TallyJson.Default.Tally);

    /// <summary>An event as JSON.</summary>
    public static string Event(int count, string? text = null) =>
        JsonSerializer.Serialize(new TallyEvent.Added(count, text), TallyJson.Default.TallyEvent);
}
