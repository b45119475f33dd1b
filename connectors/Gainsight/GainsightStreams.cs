using System.Collections.Immutable;

namespace Onboarding.Connectors.Gainsight;

/// <summary>The streams of Gainsight, in the order in which they refer to each other.</summary>
internal static class GainsightStreams
{
    /// <summary>Limit family of the Timeline calls.</summary>
    public const string TimelineFamily = "timeline";

    /// <summary>"Data Management APIs": most rows that one query gives.</summary>
    public const int QueryRowsMax = 5_000;

    /// <summary>"API Documentation Overview": most records in one write.</summary>
    public const int WriteRecordsMax = 50;

    private const string Marker = "Hub_Key__gc";

    public static ImmutableArray<GainsightStream> All { get; } =
    [
        new() { Name = "gsuser" },
        new() { Name = "Company", Writes = GainsightWriteForm.Object, KeyField = "Hub_Account_Id__gc" },
        new() { Name = "call_to_action", Writes = GainsightWriteForm.CallToAction, KeyField = Marker },
        new() { Name = "cs_task", Writes = GainsightWriteForm.Task, KeyField = Marker },
        new() { Name = "Onboarding_Milestone__gc", Writes = GainsightWriteForm.Object, KeyField = Marker },
        new()
        {
            Name = "activity_timeline",
            IsRead = false,
            Writes = GainsightWriteForm.Timeline,
            WriteFamily = TimelineFamily,
            KeyField = "ExternalId",
        },
        // "Retrieve Deleted Data API": the last 15 days of all objects.
        new() { Name = "record_delete_log", TimeField = "DeletedOn", IdField = "RecordId", IsDeleteLog = true },
    ];

    /// <summary>The stream of that name, which the hub has from <see cref="All"/>.</summary>
    public static GainsightStream Of(string name) => All.First(stream => stream.Name == name);

    /// <summary>The stream that an object of the delete log is; null for objects that the hub does not read.</summary>
    public static GainsightStream? OfObject(string? name) => All.FirstOrDefault(stream =>
        stream is { IsRead: true, IsDeleteLog: false }
        && string.Equals(stream.Name, name, StringComparison.OrdinalIgnoreCase));
}
