using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Journal;

/// <summary>The SQL of a load.</summary>
internal sealed class LoadStatements(Database database)
{
    public Statement Aggregates { get; } = new(
        $"""
        select {AggregateRow.ColumnsOfNews}
        from {database.Rows("kind", "key", "known")}
        {database.OfEach("aggregates", "a", "a.workspace = @workspace and a.kind = r.kind and a.key = r.key", required: true)}
        """);

    public Statement Requests { get; } = new(
        $"""
        select q.request_id as RequestId, q.fingerprint as Fingerprint, q.stream as Stream
        from {database.Rows("request")}
        {database.OfEach("requests", "q", "q.workspace = @workspace and q.request_id = r.request", required: true)}
        """);
}
