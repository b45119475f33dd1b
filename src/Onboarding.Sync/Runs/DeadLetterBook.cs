using Onboarding.Model.Ids;

namespace Onboarding.Sync.Runs;

/// <summary>
/// The connection's unresolved dead letters as one run knows them. Making a letter changes nothing here before
/// <see cref="Take"/> is told that it was committed, because a transaction may be decided twice.
/// </summary>
internal sealed class DeadLetterBook(WorkspaceId workspace, ConnectionId connection, TimeProvider clock, ISyncStore store)
{
    private readonly Dictionary<Guid, DeadLetter> _letters = [];
    private bool _isWhole = true;

    /// <summary>Reads the letters to try again, and as many open ones as are read at once; mostly that is all of them.</summary>
    /// <param name="max">Most letters of each state.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task OpenAsync(int max, CancellationToken cancellationToken)
    {
        foreach (DeadLetterState state in new[] { DeadLetterState.Replaying, DeadLetterState.Open })
        {
            IReadOnlyList<DeadLetter> letters =
                await store.DeadLettersAsync(workspace, connection, state, max, cancellationToken);
            Take(letters);
            _isWhole &= letters.Count < max;
        }
    }

    /// <summary>Reads the letters about these records, where not all letters were read at first.</summary>
    public async Task RecallAsync(
        string stream, IEnumerable<string> recordKeys, bool outbound, CancellationToken cancellationToken)
    {
        if (_isWhole)
        {
            return;
        }

        Guid[] unread = [.. recordKeys.Select(key => IdOf(stream, key, outbound)).Where(id => !_letters.ContainsKey(id))];
        IReadOnlyList<DeadLetter> letters = await store.DeadLettersAsync(workspace, unread, cancellationToken);
        Take(letters.Where(letter => letter.State is DeadLetterState.Open or DeadLetterState.Replaying));
    }

    /// <summary>The unresolved letters of a direction, oldest first, that somebody asked to try again.</summary>
    public IReadOnlyList<DeadLetter> Replaying(bool outbound) =>
    [
        .. _letters.Values
            .Where(letter => letter.Outbound == outbound && letter.State == DeadLetterState.Replaying)
            .OrderBy(letter => letter.FailedAt)
            .ThenBy(letter => letter.Id),
    ];

    /// <summary>The unresolved letter about a record, or null.</summary>
    public DeadLetter? Find(string stream, string recordKey, bool outbound) =>
        _letters.GetValueOrDefault(IdOf(stream, recordKey, outbound));

    /// <summary>
    /// A letter that says what is wrong now; null when the one that lies there says the same already.
    /// </summary>
    public DeadLetter? Fail(
        string stream, string recordKey, bool outbound, string record, string reason,
        DeadLetterState state = DeadLetterState.Open)
    {
        DeadLetter? known = Find(stream, recordKey, outbound);
        if (known is { State: DeadLetterState.Open } && known.Record == record && known.Reason == reason)
        {
            return null;
        }

        return new DeadLetter
        {
            Id = IdOf(stream, recordKey, outbound),
            Connection = connection,
            Stream = stream,
            RecordKey = recordKey,
            Outbound = outbound,
            Record = record,
            Reason = reason,
            Attempts = (known?.Attempts ?? 0) + 1,
            State = state,
            FailedAt = clock.GetUtcNow(),
        };
    }

    /// <summary>The letter about a record that has now been dealt with, resolved; null when there was none.</summary>
    public DeadLetter? Mend(string stream, string recordKey, bool outbound) =>
        Find(stream, recordKey, outbound) is { } known ? known with { State = DeadLetterState.Resolved } : null;

    /// <summary>Letters as they are stored.</summary>
    public void Take(IEnumerable<DeadLetter> letters)
    {
        foreach (DeadLetter letter in letters)
        {
            if (letter.State == DeadLetterState.Resolved)
            {
                _letters.Remove(letter.Id);
            }
            else
            {
                _letters[letter.Id] = letter;
            }
        }
    }

    private Guid IdOf(string stream, string recordKey, bool outbound) =>
        IdSource.From(workspace.Value, connection.Value, stream, recordKey, outbound ? "out" : "in");
}
