using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Journal;

/// <summary>An event as it lies in the journal.</summary>
internal sealed record EventRow
{
    public const string Columns =
        "position as Position, kind as Kind, key as Key, version as Version, type as Type, payload as Payload, "
        + "actor as Actor, cause as Cause, time as Time, hash as Hash";

    public long Position { get; init; }

    public string Kind { get; init; } = "";

    public string Key { get; init; } = "";

    public long Version { get; init; }

    public string Type { get; init; } = "";

    public string Payload { get; init; } = "";

    public string Actor { get; init; } = "";

    public string Cause { get; init; } = "";

    public long Time { get; init; }

    public string Hash { get; init; } = "";

    public JournalEvent ToEvent(WorkspaceId workspace) => new()
    {
        Position = Position,
        Workspace = workspace,
        Stream = new StreamId(StoredText.Read(Kind), StoredText.Read(Key)),
        Version = (int)Version,
        Type = StoredText.Read(Type),
        Payload = StoredText.Read(Payload),
        Origin = new Origin(StoredText.Read(Actor), StoredText.Read(Cause)),
        Time = StoredTime.Read(Time),
        Hash = Hash,
    };
}
