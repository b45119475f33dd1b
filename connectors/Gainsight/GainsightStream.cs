using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Streams;

namespace Onboarding.Connectors.Gainsight;

/// <summary>One stream of Gainsight, as data.</summary>
internal sealed record GainsightStream
{
    /// <summary>Name of the stream, and of the object in paths; objects are matched without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>Field that says when a row was changed last.</summary>
    public string TimeField { get; init; } = "ModifiedDate";

    /// <summary>Field that identifies a row.</summary>
    public string IdField { get; init; } = "Gsid";

    /// <summary>Whether rows of it are read.</summary>
    public bool IsRead { get; init; } = true;

    /// <summary>Whether it tells of the deletes of the others; a tenant may have none.</summary>
    public bool IsDeleteLog { get; init; }

    /// <summary>Family of calls by which it is written; null where it is not.</summary>
    public GainsightWriteForm? Writes { get; init; }

    /// <summary>Field with the hub's key; null where the stream is not written.</summary>
    public string? KeyField { get; init; }

    /// <summary>Limit family of its writes.</summary>
    public string WriteFamily { get; init; } = CallLimit.DefaultFamily;

    public StreamDescriptor Descriptor => new()
    {
        Name = Name,
        Read = IsRead
            ? new ReadDescriptor(GainsightStreams.QueryRowsMax, IsDeleteLog) { IsDeleteLog = IsDeleteLog }
            : null,
        Write = KeyField is null ? null : new WriteDescriptor
        {
            BatchMax = Writes == GainsightWriteForm.Timeline ? 1 : GainsightStreams.WriteRecordsMax,
            Upserts = Writes == GainsightWriteForm.Timeline,
            KeyField = KeyField,
        },
    };
}
