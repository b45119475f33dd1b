namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>
/// A transaction that has stamped a row but not committed it: until <paramref name="CommitsAt"/> readers see
/// <paramref name="Before"/> (null: no row), and other writers cannot lock the row. The stamp is that of the start of
/// the transaction, which is why getUpdated holds its latestDateCovered back ("SOAP API, GetUpdatedResult").
/// </summary>
internal sealed record OpenCommit(
    DateTimeOffset StartedAt, DateTimeOffset CommitsAt, IReadOnlyDictionary<string, object?>? Before);
