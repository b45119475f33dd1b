using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>An aggregate as it lies in its table.</summary>
internal sealed record AggregateRow
{
    // The part is asked for by its key, however the rows themselves are found.
    public const string Columns =
        """
        a.kind as Kind, a.key as Key, a.version as Version, a.state as State, a.part as PartHash,
        (select p.content from parts p where p.workspace = a.workspace and p.hash = a.part) as Part
        """;

    /// <summary>The same with an empty state for one that still has the version r.known.</summary>
    public const string ColumnsOfNews =
        """
        a.kind as Kind, a.key as Key, a.version as Version,
        case when a.version = r.known then '' else a.state end as State, a.part as PartHash,
        (select p.content from parts p where p.workspace = a.workspace and p.hash = a.part and a.version <> r.known) as Part
        """;

    public string Kind { get; init; } = "";

    public string Key { get; init; } = "";

    public long Version { get; init; }

    public string State { get; init; } = "";

    public string? PartHash { get; init; }

    public string? Part { get; init; }

    /// <summary>Whether what the state shares with others is gone, which only a damaged database shows.</summary>
    public bool IsTorn => PartHash is not null && Part is null;

    /// <summary>Whether the state was left out, because it is known.</summary>
    public bool IsKnown => State.Length == 0;

    /// <exception cref="StoreException">The state is torn.</exception>
    public StoredAggregate ToAggregate() => IsTorn
        ? throw new StoreException(
            StoreFailure.Unusable,
            $"The part {PartHash} of the state of {Kind} {StoredText.Read(Key)} is missing in the database. Restore it from a backup.")
        : new StoredAggregate(ToStream(), (int)Version, StatePart.Join(StoredText.Read(State), StoredText.Read(Part)));

    public StreamId ToStream() => new(StoredText.Read(Kind), StoredText.Read(Key));
}
