using Onboarding.Model.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>Walks events and seals side by side, page by page, until they disagree.</summary>
/// <param name="lastSealed">Position of the last seal; events after it are not sealed yet.</param>
internal sealed class SealWalk(long lastSealed)
{
    private string _seal = EventHash.ChainStart;
    private long _verified;
    private long _unsealed;

    /// <summary>The first place that is wrong; null until one is met.</summary>
    public JournalBreak? Break { get; private set; }

    /// <summary>Takes the next events in order, and the seals of the stretch they cover.</summary>
    public void Take(IReadOnlyList<JournalEvent> events, IReadOnlyDictionary<long, string> seals)
    {
        HashSet<long> present = [.. events.Select(happened => happened.Position)];
        IEnumerable<long> missing = seals.Keys.Where(position => !present.Contains(position));
        var byPosition = events.ToDictionary(happened => happened.Position);
        foreach (long position in present.Concat(missing).Order())
        {
            Break = Step(position, byPosition.GetValueOrDefault(position), seals.GetValueOrDefault(position));
            if (Break is not null)
            {
                return;
            }
        }
    }

    public JournalCheck Outcome() => new(_verified, _unsealed, _seal, Break);

    private JournalBreak? Step(long position, JournalEvent? happened, string? seal)
    {
        if (happened is null)
        {
            return new JournalBreak(position, JournalBreakKind.Missing);
        }

        if (HashOf(happened) != happened.Hash)
        {
            return new JournalBreak(position, JournalBreakKind.Changed);
        }

        if (position > lastSealed)
        {
            _unsealed++;
            return null;
        }

        if (seal is null)
        {
            return new JournalBreak(position, JournalBreakKind.Inserted);
        }

        if (EventHash.Seal(_seal, position, happened.Hash) != seal)
        {
            return new JournalBreak(position, JournalBreakKind.SealBroken);
        }

        _seal = seal;
        _verified++;
        return null;
    }

    private static string HashOf(JournalEvent happened) => EventHash.Of(
        happened.Workspace, happened.Stream, happened.Version, happened.Type, happened.Payload, happened.Origin,
        happened.Time);
}
