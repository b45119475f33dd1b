using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>An aggregate as it lies in its table.</summary>
internal sealed record AggregateRow
{
    public const string Columns = "a.kind as Kind, a.key as Key, a.version as Version, a.state as State";

    public string Kind { get; init; } = "";

    public string Key { get; init; } = "";

    public long Version { get; init; }

    public string State { get; init; } = "";

    public StoredAggregate ToAggregate() => new(
        new StreamId(StoredText.Read(Kind), StoredText.Read(Key)), (int)Version, StoredText.Read(State));
}
