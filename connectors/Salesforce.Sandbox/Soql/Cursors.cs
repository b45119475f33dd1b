using Onboarding.Connectors.Salesforce.Sandbox.Rows;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>
/// Open query cursors. The set and the order of the rows stay as they were when the query ran. A cursor that rests
/// longer than its lifetime, or that newer ones of the same user have pushed out, is INVALID_QUERY_LOCATOR ("REST API
/// Developer Guide, Query"; the lifetime of 15 minutes is a third party's figure).
/// </summary>
internal sealed class Cursors(TimeProvider clock, TimeSpan lifetime, int openMax)
{
    private readonly Dictionary<string, Cursor> _open = new(StringComparer.Ordinal);
    private long _next = 1;

    internal sealed record Cursor(string Id, string UserId, QueryPlan Plan, bool Tooling, IReadOnlyList<Row> Rows)
    {
        public DateTimeOffset UsedAt { get; set; }
    }

    public Cursor Open(string userId, QueryPlan plan, bool tooling, IReadOnlyList<Row> rows)
    {
        var cursor = new Cursor(
            SalesforceId.Of("01g", _next++), userId, plan, tooling, rows) { UsedAt = clock.GetUtcNow() };
        var mine = _open.Values.Where(c => string.Equals(c.UserId, userId, StringComparison.Ordinal)).ToList();
        if (mine.Count >= openMax)
        {
            _open.Remove(mine.MinBy(c => c.Id, StringComparer.Ordinal)!.Id);
        }

        _open.Add(cursor.Id, cursor);
        return cursor;
    }

    public Cursor Find(string id, string userId)
    {
        if (!_open.TryGetValue(id, out var cursor)
            || !string.Equals(cursor.UserId, userId, StringComparison.Ordinal)
            || clock.GetUtcNow() - cursor.UsedAt > lifetime)
        {
            _open.Remove(id);
            throw new SalesforceRefusedException("INVALID_QUERY_LOCATOR", "invalid query locator");
        }

        cursor.UsedAt = clock.GetUtcNow();
        return cursor;
    }

    public void Close(string id) => _open.Remove(id);

    /// <summary>Lets every open cursor expire now.</summary>
    public void CloseAll() => _open.Clear();
}
