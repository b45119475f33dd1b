using System.Collections.Immutable;
using System.Globalization;
using System.Text;

using Onboarding.Model.Journal;

namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>An invariant that did not hold.</summary>
/// <param name="Invariant">Its name.</param>
/// <param name="Promise">What it promises.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Position">Position in the journal of the last event that was looked at.</param>
/// <param name="Stream">Whose event that is, or the onboarding that is not as it should be.</param>
/// <param name="Title">Name of the customer, where there is one.</param>
internal sealed record Breach(
    string Invariant, string Promise, string Fault, long Position, StreamId Stream, string? Title)
{
    private const int PayloadShown = 300;

    /// <summary>The latest events of the same stream, oldest first.</summary>
    public ImmutableArray<JournalEvent> Around { get; init; } = [];

    /// <summary>What a person needs to look into it.</summary>
    public string Told(int seed)
    {
        var told = new StringBuilder();
        told.AppendLine(
            CultureInfo.InvariantCulture, $"Invariant {Invariant} is broken (seed {seed}, position {Position}).");
        told.AppendLine(CultureInfo.InvariantCulture, $"  promised  {Promise}");
        told.AppendLine(CultureInfo.InvariantCulture, $"  found     {Fault}");
        told.AppendLine(CultureInfo.InvariantCulture, $"  at        {Stream}{(Title is null ? "" : $" ({Title})")}");
        foreach (JournalEvent journaled in Around)
        {
            string payload = journaled.Payload.Length <= PayloadShown
                ? journaled.Payload : $"{journaled.Payload[..PayloadShown]}...";
            told.AppendLine(CultureInfo.InvariantCulture,
                $"  {journaled.Position,9} v{journaled.Version} {journaled.Time:yyyy-MM-dd HH:mm:ss} {journaled.Type} "
                + $"by {journaled.Origin.Actor} because of {journaled.Origin.Cause} {payload}");
        }

        return told.ToString();
    }
}
